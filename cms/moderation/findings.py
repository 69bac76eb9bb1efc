"""What the privacy check found, what became of it and who decided that; never the value itself."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.moderation.draft_texts import Text


class PrivacyFindingQuerySet(models.QuerySet):
    """Findings in the words of the desk."""

    def pending(self) -> "PrivacyFindingQuerySet":
        """Those that still stand in the draft, as far as was checked."""
        return self.exclude(state=PrivacyFinding.State.SOLVED)


class PrivacyFinding(models.Model):
    """One piece of personal data in one text of a draft.

    The hashes are keyed with the secret of this installation and with the item, so that nobody who
    sees this table can try numbers against it. `text_hash` is of the whole text around it: what
    was signed is asked again when that text changes.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("open")
        SOLVED = "solved", _("solved")
        SIGNED = "signed", _("may stay")

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="privacy_findings"
    )
    path = models.CharField(max_length=250)
    kind = models.CharField(max_length=20)
    value_hash = models.CharField(max_length=64)
    text_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = PrivacyFindingQuerySet.as_manager()

    # It is no use of the item that somebody should be warned about.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("privacy finding")
        verbose_name_plural = _("privacy findings")
        indexes = [models.Index(fields=["page", "state"])]

    def __str__(self) -> str:
        return f"{self.path}: {self.kind}"

    @property
    def field(self) -> str:
        """Where it stands, without the number: records may change places."""
        return Text(self.path, "").field

    @property
    def is_open(self) -> bool:
        """Tell whether somebody must still solve or sign it."""
        return self.state == self.State.OPEN

    @property
    def is_signed(self) -> bool:
        """Tell whether somebody said why it may stay."""
        return self.state == self.State.SIGNED

    def decide(self, state: str, by: Any, reason: str = "") -> None:
        """Note what became of it, and who decided that."""
        self.state, self.decided_by, self.reason = state, by, reason
        self.decided_at = timezone.now()

    def ask_again(self) -> None:
        """Take back what was decided: the text is not the same any more."""
        self.state, self.decided_by, self.decided_at, self.reason = self.State.OPEN, None, None, ""
