"""A result card: the same few facts of an item, wherever it is listed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import ngettext
from wagtail.models import Site

from cms.labels import Label
from cms.reading.terms import Terms, shown_terms

MOST_TERMS = 2  # a card names so many sizes or phases and stays silent when there are more


@dataclass(frozen=True, slots=True)
class Card:
    """One item in a list. `label_code` is empty for TLP:CLEAR; the html fields hold highlights."""

    id: int
    kind: str
    kind_label: str
    title: str
    url: str
    text: str
    label_code: str
    facts: tuple[str, ...]
    is_overdue: bool = False
    title_html: str = ""
    text_html: str = ""


def build_cards(pages: Iterable[Any], terms: Mapping[int, Terms] | None = None) -> list[Card]:
    """Return a card for each KnowledgePage, in the order given, in one query.

    `terms` may hold their shown terms already, by page id; then there is no query at all.
    """
    items = list(pages)
    if not items:
        return []
    shown = shown_terms(items) if terms is None else terms
    roots = Site.get_site_root_paths()
    return [_card(page, shown[page.pk], roots) for page in items]


def length_in_words(page: Any) -> str:
    """Return how long the item is: steps of a playbook, else minutes to read."""
    if page.step_count:
        text = ngettext("%(count)d step", "%(count)d steps", page.step_count)
        return text % {"count": page.step_count}
    text = ngettext("%(count)d minute", "%(count)d minutes", page.reading_minutes)
    return text % {"count": page.reading_minutes}


def _card(page: Any, terms: Terms, roots: Any) -> Card:
    return Card(
        id=page.pk,
        kind=page.kind,
        kind_label=page.kind_label,
        title=page.title,
        url=_url(page, roots),
        text=page.summary,
        label_code="" if page.label == Label.CLEAR else page.get_label_display()[len("TLP:") :],
        facts=tuple(_facts(page, terms)),
        is_overdue=page.is_overdue,
    )


def _facts(page: Any, terms: Terms) -> Iterable[str]:
    for relation in ("organisation", "size_classes", "phases"):
        values = terms.get(relation, ())
        if len(values) <= MOST_TERMS:
            yield from (term.name for term in values)
    yield length_in_words(page)
    yield date_format(page.published_on, "F Y")


def _url(page: Any, roots: Any) -> str:
    """Return the address of a page without asking the database for each page."""
    page._wagtail_cached_site_root_paths = roots
    return page.get_url() or ""
