"""Whose decisions somebody sees, and how much of each.

The title and the reason of a decision tell of a draft, so they are for who may see that draft.
The VNG and the portal manager see that a decision was taken on every item, not what it was about.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.permissions import policy_registry

from cms.accounts.memberships import keeps_people
from cms.decisions.actions import decisions, name_of, reason_of, step_of
from cms.decisions.others import Told, known_of, others
from cms.decisions.settings import changes_of
from cms.models import KnowledgePage, Organisation
from cms.moderation.editors import is_vng_editor
from cms.moderation.owners import owners_of_each
from cms.policies import organisations_worked_for_by
from cms.titles import drafts_for
from cms.visibility import public_pages, readable_now


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the report: what may be told of a decision to whoever asks."""

    timestamp: Any
    decision: str
    step: str
    item: int | None
    title: str
    organisation: str
    actor: str
    reason: str


def may_see_decisions(user: Any) -> bool:
    """Who works on items, and who keeps the portal."""
    policy = policy_registry.get_by_type(Page)
    return keeps_people(user) or bool(policy.user_has_any_permission(user, {"add", "change"}))


def sees_all(user: Any) -> bool:
    """The VNG, and who keeps the portal."""
    return bool(user.is_superuser or keeps_people(user) or is_vng_editor(user))


def others_for(user: Any) -> QuerySet[ModelLogEntry]:
    """Return the decisions about no page: those of one's own organisations, or all."""
    own = None if sees_all(user) else organisations_worked_for_by(user).order_by().values("pk")
    return others(own)


def decisions_for(user: Any) -> QuerySet[PageLogEntry]:
    """Return the decisions on one's own items; all for the VNG and for who keeps the portal."""
    found = decisions()
    if sees_all(user):
        return found
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    return found.filter(page__in=explorable.order_by().values("pk"))


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody may hear: of which drafts all, of which items the public title."""

    drafts: set[int]
    public: dict[int, str]
    organisations: set[int]
    owners: dict[int, int]
    names: dict[int, str]

    def page(self, entry: PageLogEntry) -> Decision:
        """Tell of a decision on a page."""
        return _row(
            entry,
            decision=name_of(entry),
            step=step_of(entry),
            item=entry.page_id,
            title=self._title(entry.page_id, str(entry.label)),
            organisation=self.names.get(self.owners.get(entry.page_id, 0), ""),
            reason=reason_of(entry) if self._is_open(entry) else _("not for you"),
        )

    def other(self, entry: ModelLogEntry, told: Told) -> Decision:
        """Tell of a decision on something else; of a best bet the title of its item."""
        label = told.label if told.organisation in self.organisations else told.public
        return _row(
            entry,
            decision=told.name,
            step="",
            item=told.item or None,
            title=self.public.get(told.item) or label or _("not for you"),
            organisation=self.names.get(told.organisation, ""),
            reason=changes_of(entry.data),
        )

    def _is_open(self, entry: PageLogEntry) -> bool:
        return entry.page_id in self.drafts or not reason_of(entry)

    def _title(self, page: int, label: str) -> str:
        return label if page in self.drafts else self.public.get(page) or _("not for you")


def told_to(user: Any, rows: list[tuple[Any, int, bool]]) -> list[Decision]:
    """Return what these decisions tell; as many queries for few as for many.

    A row says when, which entry, and whether it stands in the log of pages.
    """
    pages = _entries(PageLogEntry, [pk for _time, pk, of_page in rows if of_page])
    models = _entries(ModelLogEntry, [pk for _time, pk, of_page in rows if not of_page])
    known = known_of(models.values())
    reach = _reach_of(user, {entry.page_id for entry in pages.values()}, known)
    return [
        reach.page(pages[pk]) if of_page else reach.other(models[pk], known[pk])
        for _time, pk, of_page in rows
    ]


def _entries(log: Any, numbers: list[int]) -> dict[int, Any]:
    return {entry.pk: entry for entry in log.objects.filter(pk__in=numbers).select_related("user")}


def _reach_of(user: Any, numbers: set[int], known: dict[int, Told]) -> Reach:
    named = {*numbers, *(told.item for told in known.values())}
    read = readable_now(user, KnowledgePage.objects.filter(pk__in=named))
    around = public_pages(Page.objects.filter(pk__in=named))
    return Reach(
        drafts=numbers
        if user.is_superuser
        else drafts_for(user, numbers),  # also of what was deleted
        public=dict([*read.values_list("pk", "title"), *around.values_list("pk", "title")]),
        organisations={*organisations_worked_for_by(user).values_list("pk", flat=True)},
        owners=owners_of_each(numbers),
        names=dict(Organisation.objects.values_list("pk", "name")),
    )


def _row(entry: Any, **told: Any) -> Decision:
    return Decision(timestamp=entry.timestamp, actor=str(entry.user_display_name), **told)
