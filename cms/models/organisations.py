"""Organisations that publish, each with groups of members, authors and editors."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations in the words of the desk."""

    def edited_by(self, user: Any) -> "OrganisationQuerySet":
        """Those of which this user is an editor; all for a superuser."""
        if user.is_superuser:
            return self.all()
        return self.filter(editors__in=user.groups.values("pk"))


class Organisation(models.Model):
    """A body that owns items; who belongs to one of its groups belongs to the organisation."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        VNG = "vng", _("VNG")
        RIEC = "riec", _("RIEC")
        ASSOCIATION = "association", _("professional association")
        GOVERNMENT = "government", _("government")
        KNOWLEDGE = "knowledge", _("knowledge centre")

    slug = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    riec_region = models.ForeignKey(
        "cms.RiecRegion",
        verbose_name=_("RIEC region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("Only for a RIEC. Readers know this region from the name."),
    )
    website = models.URLField(_("website"), blank=True)
    clients = models.ManyToManyField(
        "self",
        verbose_name=_("serves"),
        symmetrical=False,
        blank=True,
        related_name="served_by",
        help_text=_("Members of these organisations also read what is TLP:AMBER here."),
    )
    members = models.OneToOneField(
        Group, verbose_name=_("members"), on_delete=models.PROTECT, related_name="+"
    )
    authors = models.OneToOneField(
        Group, verbose_name=_("authors"), on_delete=models.PROTECT, related_name="+"
    )
    editors = models.OneToOneField(
        Group, verbose_name=_("editors"), on_delete=models.PROTECT, related_name="+"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def group_ids(self) -> tuple[int, int, int]:
        """Ids of the three groups; being in any of them makes somebody a member."""
        return self.members_id, self.authors_id, self.editors_id
