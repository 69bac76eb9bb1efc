"""Until when an item counts as right, and how that day moves.

The day is no part of the text that was approved (cms.moderation.approvals): it moves without a new
version, so nobody's unreviewed draft comes along.
"""

import calendar
import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.models import Contact, KnowledgePage, PortalSettings
from cms.upkeep.links import note_links

FIRST_REMINDER = datetime.timedelta(days=60)


def usual_date(kind: str, months: PortalSettings | None = None) -> datetime.date:
    """Return when an item of this kind that is right today must be looked at again."""
    found = months or PortalSettings.load()
    return _months_later(timezone.localdate(), found.months_for(kind))


def last_day_asked_of() -> datetime.date:
    """Return the last review date of which people are asked today: of a later one, later."""
    return timezone.localdate() + FIRST_REMINDER


def next_day(page: Any) -> datetime.date | None:
    """Return when an item that is right today must be looked at again; other pages have no day."""
    if not isinstance(page, KnowledgePage):
        return None
    usual = usual_date(page.kind)
    return max(usual, page.review_by or usual)


@transaction.atomic
def still_right(page: Any, by: Any, links: str = "") -> datetime.date | None:
    """Move the day on which an item must be looked at again; who said so stands in the log.

    A day further on stays: somebody chose it. `links` are those that they were asked to open
    (cms.upkeep.links), as a fingerprint.
    """
    day = next_day(page)
    if day:
        set_review_date(page, day)
    until = {"until": day.isoformat()} if day else {}
    log(page, "cms.still_right", user=by, data={**until, "links": links})
    if links:
        note_links(page)
    return day


@transaction.atomic
def set_review_date(page: Any, day: datetime.date) -> None:
    """Write the day to the item and to its newer drafts, which would bring the old one back."""
    page.review_by = day
    KnowledgePage.objects.filter(pk=page.pk).update(review_by=day)
    drafts = page.revisions.select_for_update().filter(pk__gte=page.live_revision_id or 0)
    for draft in drafts if page.live_revision_id else ():
        content = {**draft.content, "review_by": day.isoformat()}
        Revision.objects.filter(pk=draft.pk).update(content=content)


@transaction.atomic
def contact_still_right(contact: Contact, by: Any) -> None:
    """Write down that somebody looked today; a change that waits would bring the old day back."""
    contact.last_checked = timezone.localdate()
    Contact.objects.filter(pk=contact.pk).update(last_checked=contact.last_checked)
    if contact.has_unpublished_changes:
        draft = Revision.objects.select_for_update().get(pk=contact.latest_revision_id)
        content = {**draft.content, "last_checked": contact.last_checked.isoformat()}
        Revision.objects.filter(pk=draft.pk).update(content=content)
    log(contact, "cms.still_right", user=by)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))
