"""Contacts: the only place where a phone number or address is kept."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin

from cms.moderation.publishing import refuse_unapproved

# Since somebody last looked: when the owner is asked again, when readers are told that it may have
# changed, and when it is no longer shown.
ASK_AFTER, WARN_AFTER, HIDE_AFTER = timedelta(days=30), timedelta(days=45), timedelta(days=90)


class Contact(DraftStateMixin, RevisionMixin, models.Model):
    """Somewhere a reader can turn to, with who keeps it right and when it was last checked.

    A change waits as a draft until somebody else confirms it (cms.moderation.contacts).
    """

    slug = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("A role or desk, not a person. For example: Reporting desk of your town."),
    )
    description = models.TextField(
        _("what for"), blank=True, help_text=_("One sentence: when does a reader call or write?")
    )
    organisation_name = models.CharField(_("organisation"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("A role mailbox, not a personal address.")
    )
    url = models.URLField(_("web address"), blank=True)
    availability = models.CharField(
        _("available"), max_length=120, blank=True, help_text=_("For example: day and night.")
    )
    owner = models.ForeignKey(
        "cms.Organisation",
        verbose_name=_("kept right by"),
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    last_checked = models.DateField(_("last checked on"))

    # What somebody fills in and somebody else confirms, in the order of the form.
    FIELDS = (
        *("name", "slug", "description", "organisation_name", "phone", "email", "url"),
        *("availability", "owner", "last_checked"),
    )
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("organisation_name"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("url"),
                FieldPanel("availability"),
            ],
            heading=_("How to reach"),
        ),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("last_checked")]),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    # What readers get in place of one that is hidden (cms.reading.contacts).
    stand_in: "Contact | None" = None

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to go live with what nobody else confirmed."""
        refuse_unapproved(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)

    @property
    def draft(self) -> "Contact":
        """What waits to be confirmed, or else what readers see."""
        latest: Contact = self.get_latest_revision_as_object()
        return latest

    @property
    def unchecked_for(self) -> timedelta:
        """How long ago somebody last looked."""
        return timezone.localdate() - self.last_checked

    @property
    def must_be_checked(self) -> bool:
        """Whether the owner is asked to look again."""
        return self.unchecked_for >= ASK_AFTER

    @property
    def may_have_changed(self) -> bool:
        """Whether readers are warned: 45 days without a look."""
        return self.unchecked_for >= WARN_AFTER

    @property
    def is_hidden(self) -> bool:
        """Whether readers no longer see it, but what stands in for it: 90 days without a look."""
        return self.unchecked_for >= HIDE_AFTER

    def clean(self) -> None:
        """A contact was checked today or earlier, never in the future."""
        super().clean()
        from_the_future = self.last_checked and self.last_checked > timezone.localdate()
        if from_the_future:
            raise ValidationError({"last_checked": _("Choose today or an earlier date.")})
