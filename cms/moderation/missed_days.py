"""A version that may not, or cannot, go live on its day leaves the schedule, and says why."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page, Revision

from cms.mail.receivers import tell_that_it_missed_its_day

ACTION = "cms.day_missed"


@transaction.atomic
def take_off(thing: Any, version: Revision, reasons: list[str]) -> None:
    """Take it off the schedule, keep why in its history, and tell who handed in the page."""
    Revision.objects.filter(pk=version.pk).update(approved_go_live_at=None)
    if thing is not None:  # it may be gone, past its versions
        log(thing, ACTION, revision=version, data={"reason": " ".join(reasons)})
    if isinstance(thing, Page):
        tell_that_it_missed_its_day(thing)


class DayMissed(LogFormatter):
    """The entry in the history, with the reasons."""

    label = message = _("Not published on its day")

    def format_comment(self, log_entry: Any) -> str:
        """Return why."""
        return str(log_entry.data.get("reason", ""))


@hooks.register("register_log_actions")
def name_missed_days(actions: LogActionRegistry) -> None:
    """Let the history of a page say it."""
    actions.register_action(ACTION)(DayMissed)
