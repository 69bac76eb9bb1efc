"""Lessons that people without an account hand in, and what editors and they say to each other."""

import re
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models.organisations import Organisation
from cms.models.portal import PortalSettings


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Handed-in lessons in the words of the desk."""

    def kept(self) -> "ContributionQuerySet":
        """Those of which name, address and link still count."""
        return self.exclude(email="").exclude(self._overdue())

    def overdue(self) -> "ContributionQuerySet":
        """Those of which name, address and link must go."""
        return self.exclude(email="").filter(self._overdue())

    def confirmed(self) -> "ContributionQuerySet":
        """Those of which the address was shown to be the sender's."""
        return self.exclude(state=Contribution.State.UNCONFIRMED)

    def unanswered(self) -> "ContributionQuerySet":
        """Those that wait for word of the editors; `last_is_from_editors` if anything was said."""
        said = ContributionMessage.objects.filter(contribution=OuterRef("pk"))
        last = said.order_by("-sent_at", "-pk").values("is_from_editors")[:1]
        found = self.kept().confirmed().annotate(last_is_from_editors=Subquery(last))
        waits = Q(last_is_from_editors=False) | Q(last_is_from_editors__isnull=True)
        return found.filter(waits)

    @staticmethod
    def _overdue() -> Q:
        periods = PortalSettings.load().contribution_periods()
        now = timezone.now()
        found = Q(pk__in=[])
        for state, period in periods.items():
            found |= Q(state=state, active_at__lte=now - period)
        return found


def place_of_attachment(contribution: "Contribution", filename: str) -> str:
    """Return where a file waits; its own name may say who sent it. No address serves it."""
    return f"ingediend/{uuid4().hex}{PurePath(filename).suffix.lower()}"


def working_title(number: int) -> str:
    """Return the title that a handed-in lesson has until an editor gives it one of its own."""
    return gettext("Handed-in lesson %(number)d") % {"number": number}


def is_working_title(title: str) -> bool:
    """Tell whether nobody has given it another title yet, whatever its number."""
    number = re.search(r"\d{1,9}", title)
    return (
        number is not None and title.strip().casefold() == working_title(int(number[0])).casefold()
    )


class Contribution(models.Model):
    """A lesson from outside: who sent it, who handles it, and what became of it.

    Name and address stand here and nowhere else: not on the page that is made of it, in its
    versions or in the log. After a while they go (cms.contributions.retention). Only an account
    with rights at the desk is the writer of the first version: nobody approves their own change.
    """

    class State(models.TextChoices):
        """How far it is."""

        UNCONFIRMED = "unconfirmed", _("not confirmed yet")
        OPEN = "open", _("with the editors")
        PUBLISHED = "published", _("published")
        CLOSED = "closed", _("not used")
        WITHDRAWN = "withdrawn", _("withdrawn")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contributions"
    )
    municipality = models.ForeignKey(
        "cms.Municipality", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("your name"), max_length=120, blank=True)
    email = models.EmailField(_("your e-mail address"), blank=True)
    # Until there is a draft:
    answers = models.JSONField(default=dict)
    attachment = models.FileField(upload_to=place_of_attachment, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    page = models.ForeignKey(
        "cms.LessonPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    active_at = models.DateTimeField(default=timezone.now)  # when something last happened

    objects = ContributionQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # it is no use of the page that others should hear of

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("handed-in lesson")
        verbose_name_plural = _("handed-in lessons")

    def __str__(self) -> str:
        return working_title(self.pk or 0)

    @property
    def kept_until(self) -> Any:
        """When name, address and link go, if nothing happens before."""
        return self.active_at + PortalSettings.load().contribution_periods()[self.state]

    def move_on(self, before: str, after: str) -> bool:
        """Change the state in one statement, so that no two do; tell whether this did."""
        now = timezone.now()
        here = type(self).objects.filter(pk=self.pk, state=before)
        if not here.update(state=after, active_at=now):
            return False
        self.state, self.active_at = after, now
        return True


class ContributionLink(models.Model):
    """A link that was mailed to the sender; of its secret only a digest is kept."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link to a handed-in lesson")
        verbose_name_plural = _("links to handed-in lessons")

    def __str__(self) -> str:
        return str(self.pk)


class ContributionMessage(models.Model):
    """What the editors say to the sender, or the sender to them."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="messages"
    )
    text = models.TextField(_("message"), max_length=4000)
    is_from_editors = models.BooleanField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("message about a handed-in lesson")
        verbose_name_plural = _("messages about handed-in lessons")

    def __str__(self) -> str:
        return str(self.pk)
