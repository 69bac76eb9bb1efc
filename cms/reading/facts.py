"""The facts beside an item: for whom, which towns, when; each linked to more of the same."""

from collections.abc import Callable
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.reading.parts import Fact, Value, day, fact
from cms.reading.terms import PARAMETERS, Terms


def item_facts(page: Any, terms: Terms) -> list[Fact]:
    """Return the lines of "in short"; `terms` are those that may be shown."""
    own = KINDS[page.kind](page)
    return [
        *own,
        *_linked(_("For whom"), "audience_roles", terms),
        *_linked(_("Municipality size"), "size_classes", terms),
        *_linked(_("RIEC region"), "riec_regions", terms),
        *_linked(_("Province"), "provinces", terms),
        *_linked(_("Phase"), "phases", terms),
        *_linked(_("Topics"), "topics", terms),
        *_linked(_("Shared by"), "organisation", terms),
        *fact(_("What changed"), page.version_note),
        *fact(_("Look again before"), day(page.review_by)),
        *fact(_("Links checked on"), day(page.links_checked_on)),
    ]


def case_facts(page: Any) -> list[Fact]:
    """Which town it was, if it may be named, and when."""
    return [
        *fact(_("Municipality"), page.named_municipality),
        *fact(_("The town in words"), page.place_description),
        *fact(_("Period"), page.period),
    ]


def lesson_facts(page: Any) -> list[Fact]:
    """Something to repeat or to change, and since when."""
    return [
        *fact(_("Kind of lesson"), page.get_lesson_kind_display()),
        *fact(_("When it happened"), page.event_period),
    ]


def playbook_facts(page: Any) -> list[Fact]:
    """How bad it is and how fresh the playbook is."""
    return [
        *fact(_("Severity"), page.get_severity_display()),
        *fact(_("Version"), page.version),
        *fact(_("Valid from"), day(page.valid_from)),
        *fact(_("Valid until"), day(page.valid_until)),
        *fact(_("Last exercised"), day(page.exercised_on)),
    ]


def guide_facts(page: Any) -> list[Fact]:
    """Who wrote it."""
    return fact(_("Author"), page.author)


KINDS: dict[str, Callable[[Any], list[Fact]]] = {
    "praktijkvoorbeeld": case_facts,
    "les": lesson_facts,
    "draaiboek": playbook_facts,
    "handreiking": guide_facts,
}


def _linked(label: str, relation: str, terms: Terms) -> list[Fact]:
    values = tuple(
        Value(term.name, query=urlencode({PARAMETERS[relation]: term.slug}))
        for term in terms.get(relation, ())
    )
    return [Fact(label, values)] if values else []
