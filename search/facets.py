"""The facets: one row each, and nothing about a facet said anywhere else."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.anonymity import Facts
from cms.models import (
    AudienceRole,
    Kind,
    KnowledgePage,
    Organisation,
    Phase,
    Province,
    RiecRegion,
    SizeClass,
    Topic,
)

# "own": the order of the list itself. "count": most hits first, then by name. "newest": years.
Order = Literal["own", "count", "newest"]

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Facet:
    """A dimension to filter on: its name in code and address, and where its values come from.

    `values` gives the slugs of one item, of its place only what `Facts` says may be shown.
    Labels come from `model` (search/vocabulary.py), from `choices`, or are the value itself.
    """

    name: str
    param: str
    label: Promise | str
    values: Callable[[KnowledgePage, Facts], Iterable[str]]
    model: type[Model] | None = None
    choices: tuple[tuple[str, Promise | str], ...] = ()
    order: Order = "count"
    hierarchical: bool = False

    def accepts(self, value: str) -> bool:
        """Tell whether a value that is in no list may be asked for: a year."""
        return self.model is None and not self.choices and bool(_YEAR.fullmatch(value))


def _topics(page: KnowledgePage, facts: Facts) -> Iterable[str]:
    """Topics with the topics above them: who chooses a main topic finds all that falls under it."""
    for topic in page.topics.all():
        yield topic.slug
        if topic.parent is not None:
            yield topic.parent.slug


FACETS: tuple[Facet, ...] = (
    Facet(
        "kind",
        "soort",
        _("Kind"),
        lambda page, facts: [page.kind],
        choices=tuple((kind.value, kind.label) for kind in Kind),
        order="own",
    ),
    Facet("topic", "onderwerp", _("Topic"), _topics, model=Topic, hierarchical=True),
    Facet(
        "size",
        "grootte",
        _("Municipality size"),
        lambda page, facts: facts.size_classes,
        model=SizeClass,
        order="own",
    ),
    Facet(
        "role",
        "rol",
        _("For whom"),
        lambda page, facts: [role.slug for role in page.audience_roles.all()],
        model=AudienceRole,
    ),
    Facet(
        "phase",
        "fase",
        _("Phase"),
        lambda page, facts: [phase.slug for phase in page.phases.all()],
        model=Phase,
        order="own",
    ),
    Facet("region", "regio", _("RIEC region"), lambda page, facts: facts.riec_regions, RiecRegion),
    Facet("province", "provincie", _("Province"), lambda page, facts: facts.provinces, Province),
    Facet(
        "organisation",
        "organisatie",
        _("Organisation"),
        lambda page, facts: [page.organisation.slug],
        model=Organisation,
    ),
    Facet(
        "year",
        "jaar",
        _("Year"),
        lambda page, facts: [str(page.published_on.year)] if page.published_on else [],
        order="newest",
    ),
)

BY_NAME = {facet.name: facet for facet in FACETS}
BY_PARAM = {facet.param: facet for facet in FACETS}
POSITION = {facet.name: number for number, facet in enumerate(FACETS)}


def pack(values: dict[str, tuple[str, ...]]) -> str:
    """Write the values of one document as one line, facets in the order of the table.

    Slugs hold neither separator. Equal sets give equal text, so that it can be counted as it is.
    """
    return "|".join(",".join(sorted(values.get(facet.name, ()))) for facet in FACETS)


def unpack(packed: str) -> dict[str, tuple[str, ...]]:
    """Read what `pack` wrote."""
    parts = packed.split("|")
    return {
        facet.name: tuple(part.split(",")) if part else ()
        for facet, part in zip(FACETS, parts, strict=True)
    }
