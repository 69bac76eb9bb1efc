"""Which entries of Wagtail's log are decisions, and in which words."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry

# Texts typed meanwhile and remarks are no decisions; they stand in the history of the item.
DECISIONS = {
    "wagtail.workflow.start": _("Handed in"),
    "wagtail.workflow.resume": _("Handed in again"),
    "wagtail.workflow.cancel": _("Taken back"),
    "wagtail.workflow.approve": _("Approved"),
    "wagtail.workflow.reject": _("Sent back"),
    "wagtail.publish": _("Published"),
    "wagtail.publish.schedule": _("Put on the schedule"),
    "wagtail.publish.scheduled": _("Published by the schedule"),
    "wagtail.schedule.cancel": _("Taken off the schedule"),
    "wagtail.unpublish": _("Withdrawn"),
    "wagtail.unpublish.scheduled": _("Withdrawn by the schedule"),
    "wagtail.move": _("Moved"),
    "wagtail.copy": _("Copied"),
    "wagtail.create_alias": _("Shown in another place too"),
    "wagtail.delete": _("Deleted"),
    "cms.privacy_sign": _("Signed a privacy finding"),
    "cms.publish_without_review": _("Published without review"),
    "cms.day_missed": _("Not published on its day"),
    "cms.label": _("Label changed"),
    "cms.consent_withdraw": _("Consent withdrawn"),
    "cms.consent_end": _("Consent ended"),
    "cms.note_cleared": _("Note cleared that named a municipality"),
    "cms.still_right": _("Said that it is still right"),
    "cms.take_over": _("Taken over by the organisation from who left"),
}
OURS = "cms."  # whatever else this portal logs of an item is a decision too


def decisions() -> QuerySet[PageLogEntry]:
    """Return the decisions about items, the last first."""
    found: QuerySet[PageLogEntry] = PageLogEntry.objects.filter(
        Q(action__in=DECISIONS) | Q(action__startswith=OURS)
    )
    return found


def name_of(entry: Any) -> str:
    """Name a decision; those of a part of the portal that is not named here, as it does itself."""
    return str(DECISIONS.get(entry.action) or entry.message)


def step_of(entry: Any) -> str:
    """Name the step of the chain at which it was taken, if any."""
    workflow = entry.data.get("workflow") or {}
    step = workflow.get("task") or {}
    return str(step.get("title") or "")


def reason_of(entry: Any) -> str:
    """Return what was written down with it."""
    data = entry.data
    if entry.action == "cms.label":
        return f"{data.get('from', '')} → {data.get('to', '')}"
    written = (data.get(name) for name in ("reason", "comment", "until", "owner"))
    return next((str(text) for text in written if text), "")
