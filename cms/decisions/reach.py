"""Whose decisions somebody sees, and how much of each.

The title and the reason of a decision tell of a draft, so they are for who may see that draft.
The VNG and the portal manager see that a decision was taken on every item, not what it was about.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from cms.accounts.memberships import keeps_people
from cms.decisions.actions import decisions, name_of, reason_of, step_of
from cms.models import KnowledgePage, Organisation
from cms.moderation.editors import is_vng_editor
from cms.moderation.owners import owners_of_each
from cms.titles import drafts_for
from cms.visibility import readable_now


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the report: what may be told of a decision to whoever asks."""

    timestamp: Any
    decision: str
    step: str
    item: int
    title: str
    organisation: str
    actor: str
    reason: str


def may_see_decisions(user: Any) -> bool:
    """Who works on items, and who keeps the portal."""
    policy = policy_registry.get_by_type(Page)
    return keeps_people(user) or bool(policy.user_has_any_permission(user, {"add", "change"}))


def decisions_for(user: Any) -> QuerySet[PageLogEntry]:
    """Return the decisions on one's own items; all for the VNG and for who keeps the portal."""
    found = decisions()
    if user.is_superuser or keeps_people(user) or is_vng_editor(user):
        return found
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    return found.filter(page__in=explorable.order_by().values("pk"))


def told_to(user: Any, entries: list[PageLogEntry]) -> list[Decision]:
    """Return what these decisions tell; as many queries for few as for many."""
    numbers = {entry.page_id for entry in entries}
    # A superuser also sees what was deleted.
    drafts = numbers if user.is_superuser else drafts_for(user, numbers)
    items = KnowledgePage.objects.filter(pk__in=numbers)
    public = dict(readable_now(user, items).values_list("pk", "title"))
    owners = owners_of_each(numbers)
    names = dict(Organisation.objects.values_list("pk", "name"))
    return [
        Decision(
            timestamp=entry.timestamp,
            decision=name_of(entry),
            step=step_of(entry),
            item=entry.page_id,
            title=_title(entry, drafts, public),
            organisation=names.get(owners.get(entry.page_id, 0), ""),
            actor=str(entry.user_display_name),
            reason=reason_of(entry) if _is_open(entry, drafts) else _("not for you"),
        )
        for entry in entries
    ]


def _is_open(entry: PageLogEntry, drafts: set[int]) -> bool:
    return entry.page_id in drafts or not reason_of(entry)


def _title(entry: PageLogEntry, drafts: set[int], public: dict[int, str]) -> str:
    if entry.page_id in drafts:
        return str(entry.label)
    return public.get(entry.page_id) or _("not for you")
