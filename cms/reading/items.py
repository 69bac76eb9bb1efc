"""The page of one item: sections, facts, label in words, what to read next."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.access import request_reader
from cms.cards import build_cards, length_in_words
from cms.labels import SHARING
from cms.reading.citation import citation
from cms.reading.dossiers import dossiers_with
from cms.reading.facts import item_facts
from cms.reading.glance import glance
from cms.reading.records import draft_records, records_of
from cms.reading.sections import sections
from cms.reading.terms import draft_terms, shown_terms
from cms.related import closest, related_to


def item_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what an item page prints: nothing that this reader may not see."""
    related = related_to(page, request_reader(request))
    shown = shown_terms([page, *related.linked, *related.others])
    is_preview = getattr(request, "is_preview", False)
    terms = draft_terms(page) if is_preview else shown[page.pk]
    parts = sections(page, terms, draft_records(page) if is_preview else records_of(page))
    steps: list[Any] = next((part.body for part in parts if part.style == "steps"), [])
    return {
        "sections": parts,
        "facts": item_facts(page, terms),
        "steps": steps,
        "meta": _meta(page, terms),
        "glance": glance(page, terms),
        "citation": citation(page, request),
        "dossiers": dossiers_with(page),
        "sharing": SHARING.get(page.label, ""),
        "is_overdue": page.is_overdue,
        "linked_title": _linked_title(page.kind),
        "linked_cards": build_cards(related.linked, shown),
        "related_cards": build_cards(closest(related.others, terms, shown), shown),
    }


def _meta(page: Any, terms: Any) -> list[str]:
    names = [term.name for term in terms.get("organisation", ())]
    month = date_format(page.published_on, "F Y")
    steps = [length_in_words(page)] if page.step_count else []
    read = ngettext("%(count)d minute to read", "%(count)d minutes to read", page.reading_minutes)
    minutes = read % {"count": page.reading_minutes}
    return [*names, *steps, minutes, _("Published in %(month)s") % {"month": month}]


def _linked_title(kind: str) -> str:
    titles = {
        "praktijkvoorbeeld": _("Lessons from this case study"),
        "les": _("Where this lesson comes from"),
        "draaiboek": _("Lessons behind this playbook"),
    }
    return titles.get(kind, "")
