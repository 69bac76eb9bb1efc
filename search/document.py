"""What one item looks like to a search: a pure function of the page."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cms.access import audience_tokens
from cms.anonymity import Facts, MunicipalityFacts
from cms.models import KnowledgePage
from search.facets import FACETS, pack


@dataclass(frozen=True, slots=True)
class Document:
    """Text, facet values and audience of a published item, as every engine takes them."""

    page_id: int
    title: str
    summary: str
    keywords: str
    body: str
    facets: str
    links: str
    tokens: frozenset[str]
    published_on: date | None

    @property
    def content_hash(self) -> str:
        """SHA-256 of everything above: equal means that nothing needs to be written."""
        facets = ",".join(facet.name for facet in FACETS)
        parts = [
            self.title,
            self.summary,
            self.keywords,
            self.body,
            f"{facets}={self.facets}",
            self.links,
            " ".join(sorted(self.tokens)),
            str(self.published_on),
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def build_document(page: KnowledgePage, municipalities: Iterable[MunicipalityFacts]) -> Document:
    """Return the document of a page of its own kind (`page.specific`).

    Facts of the place are those that at least five municipalities share, as on the page itself.
    """
    facts = page.shown_facts(municipalities)
    return Document(
        page_id=page.pk,
        title=page.title,
        summary=page.summary,
        keywords="\n".join(dict.fromkeys(_keywords(page, facts))),
        body="\n".join(page.text_parts()),
        facets=pack({facet.name: tuple(set(facet.values(page, facts))) for facet in FACETS}),
        links=" ".join(map(str, sorted(set(page.linked_ids())))),
        tokens=audience_tokens(page),
        published_on=page.published_on,
    )


def _keywords(page: KnowledgePage, facts: Facts) -> Iterator[str]:
    """Names that stand on the page around its text: somebody may search for these words too."""
    yield page.kind_label
    for topic in page.topics.all():
        yield topic.name
        if topic.parent is not None:
            yield topic.parent.name
    yield from sorted(link.tag.name for link in page.keyword_links.all())
    yield from (role.name for role in page.audience_roles.all())
    yield from (phase.name for phase in page.phases.all())
    yield from (term.name for term in page.riec_regions.all() if term.slug in facts.riec_regions)
    yield from (term.name for term in page.provinces.all() if term.slug in facts.provinces)
    yield page.organisation.name
