"""The rows of the reference files, as checked values."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TermRow:
    """A value of a controlled list."""

    slug: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class PhaseRow(TermRow):
    """A phase, with what one does in it."""

    description: str


@dataclass(frozen=True, slots=True)
class TopicRow(TermRow):
    """A topic; `parent` is the slug of its main topic, empty for a main topic.

    `text` is how the page of a main topic begins.
    """

    description: str
    parent: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SizeRow(TermRow):
    """A bucket of CBS classes: from `min_population` up to, not including, `max_population`."""

    cbs_classes: str
    min_population: int
    max_population: int | None

    @property
    def codes(self) -> list[int]:
        """CBS classes in this bucket."""
        return [int(code) for code in self.cbs_classes.split(",")]


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality; its lists by slug, its successor by CBS code (empty: it exists today)."""

    cbs_code: str
    name: str
    province: str
    riec_region: str
    safety_region: str
    size_class: str
    police_unit: str
    population: int
    population_year: int
    cbs_size_class: int
    successor: str
    line: int


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation; `serves` are slugs of organisations, `intro` is for its page."""

    slug: str
    name: str
    kind: str
    riec_region: str
    website: str
    serves: tuple[str, ...]
    intro: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """How a fixed page begins; `kind`, `title_line` and `body` only where that page has them."""

    slug: str
    title: str
    intro: str
    kind: str = ""
    title_line: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The fixed pages."""

    home: PageRow
    kinds: list[PageRow]
    topics: PageRow
    organisations: PageRow
    standard: list[PageRow]


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the files hold."""

    provinces: list[TermRow]
    safety_regions: list[TermRow]
    riec_regions: list[TermRow]
    size_classes: list[SizeRow]
    topics: list[TopicRow]
    roles: list[TermRow]
    phases: list[PhaseRow]
    municipalities: list[MunicipalityRow]
    organisations: list[OrganisationRow]
    pages: Pages
    municipalities_path: Path
