"""What the reference files say, checked and without a database; nothing is loaded from here."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from cms.models import Organisation
from cms.reference.fields import NAME_LENGTH, SLUG_LENGTH, Fields
from cms.reference.files import BrokenFile, Series, Text, read_csv, read_yaml
from cms.reference.rows import (
    MunicipalityRow,
    OrganisationRow,
    PageRow,
    Pages,
    PhaseRow,
    SizeRow,
    Tables,
    TermRow,
    TopicRow,
)

OWN_DATA = Path(__file__).parent / "data"
FILES = (
    "gemeenten.csv",
    "organisations.yaml",
    "pages.yaml",
    "phases.yaml",
    "provinces.csv",
    "riec_regions.csv",
    "roles.yaml",
    "safety_regions.csv",
    "size_classes.csv",
    "topics.yaml",
)

# Fewest inhabitants of CBS size classes 1 to 8. Source: CBS, Gemeentegrootte.
CBS_CLASS_FROM = (0, 5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)
YEAR_LIMIT = 2100
CBS_CODE = re.compile(r"GM\d{4}")
CHILDREN_PER_TOPIC = 100  # room between two main topics, so that `order` follows the tree


def read_tables(directory: Path | None = None) -> Tables:
    """Read and check all files; a file that `directory` does not hold comes from our own data."""
    paths = _paths(directory)
    provinces = _csv_terms(paths["provinces.csv"])
    safety_regions = _csv_terms(paths["safety_regions.csv"])
    riec_regions = _csv_terms(paths["riec_regions.csv"])
    size_classes = _size_classes(paths["size_classes.csv"])
    lists = {"province": provinces, "safety_region": safety_regions, "riec_region": riec_regions}
    return Tables(
        provinces=provinces,
        safety_regions=safety_regions,
        riec_regions=riec_regions,
        size_classes=size_classes,
        topics=_topics(paths["topics.yaml"]),
        roles=[TermRow(*term) for term, _fields in _yaml_terms(paths["roles.yaml"])],
        phases=_phases(paths["phases.yaml"]),
        municipalities=_municipalities(paths["gemeenten.csv"], lists, size_classes),
        organisations=_organisations(paths["organisations.yaml"], riec_regions),
        pages=_pages(paths["pages.yaml"]),
        municipalities_path=paths["gemeenten.csv"],
    )


def _paths(directory: Path | None) -> dict[str, Path]:
    paths = {name: OWN_DATA / name for name in FILES}
    if directory is None:
        return paths
    if not directory.is_dir():
        raise BrokenFile(directory, 1, _("this is not a folder."))
    found = [path for path in directory.iterdir() if path.suffix in {".csv", ".yaml"}]
    for path in found:
        if path.name not in FILES:
            reason = _("no reference file has this name; there are: %(names)s.")
            raise BrokenFile(path, 1, reason % {"names": ", ".join(FILES)})
    if not found:
        reason = _("this folder holds none of: %(names)s.") % {"names": ", ".join(FILES)}
        raise BrokenFile(directory, 1, reason)
    return paths | {path.name: path for path in found}


class _Once:
    """Refuses a code that was seen before in this file."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}

    def check(self, fields: Fields, name: str, code: str) -> str:
        if code in self.lines:
            reason = _("the code “%(code)s” already stands on line %(line)d.")
            raise fields.broken(name, reason % {"code": code, "line": self.lines[code]})
        self.lines[code] = fields.record.line_of(name)
        return code


def _csv_terms(path: Path) -> list[TermRow]:
    once = _Once()
    rows = [Fields(path, record) for record in read_csv(path, ("slug", "name"))]
    return [TermRow(*_term(fields, once, order)) for order, fields in enumerate(rows, start=1)]


def _term(fields: Fields, once: _Once, order: int) -> tuple[str, str, int]:
    slug = once.check(fields, "slug", fields.slug())
    return slug, fields.text("name", NAME_LENGTH), order


def _yaml_terms(
    path: Path, more: tuple[str, ...] = (), once: _Once | None = None
) -> Iterator[tuple[tuple[str, str, int], Fields]]:
    once = once or _Once()
    for order, item in enumerate(_yaml_list(path), start=1):
        fields = Fields(path, item, ("slug", "name", *more))
        yield _term(fields, once, order), fields


def _yaml_list(path: Path) -> Series:
    items = read_yaml(path)
    if not isinstance(items, Series) or not items:
        raise BrokenFile(path, items.line, _("this file should be a list."))
    return items


def _phases(path: Path) -> list[PhaseRow]:
    terms = _yaml_terms(path, ("description",))
    return [PhaseRow(*term, fields.text("description", 250)) for term, fields in terms]


def _topics(path: Path) -> list[TopicRow]:
    once = _Once()
    rows = []
    more = ("description", "text", "children")
    for (slug, name, number), fields in _yaml_terms(path, more, once):
        order = number * CHILDREN_PER_TOPIC
        text = fields.text("text", required=False)
        rows.append(TopicRow(slug, name, order, fields.text("description"), text=text))
        for place, item in enumerate(fields.series("children"), start=1):
            child = Fields(path, item, ("slug", "name", "description"))
            term = _term(child, once, order + place)
            rows.append(TopicRow(*term, child.text("description", required=False), slug))
    return rows


def _size_classes(path: Path) -> list[SizeRow]:
    columns = ("slug", "name", "cbs_classes", "min_population", "max_population")
    once, rows, expected = _Once(), [], 1
    for order, record in enumerate(read_csv(path, columns), start=1):
        fields = Fields(path, record)
        codes = [code.strip() for code in fields.text("cbs_classes").split(",")]
        if codes != [str(expected + place) for place in range(len(codes))]:
            raise fields.broken("cbs_classes", _("CBS classes 1 to 8 should follow each other."))
        expected += len(codes)
        open_ended = not fields.text("max_population", required=False)
        row = SizeRow(
            *_term(fields, once, order),
            cbs_classes=",".join(codes),
            min_population=fields.number("min_population"),
            max_population=None if open_ended else fields.number("max_population"),
        )
        _check_bounds(fields, row)
        rows.append(row)
    if expected != len(CBS_CLASS_FROM) + 1:
        raise BrokenFile(path, record.line, _("CBS classes 1 to 8 should all be in a bucket."))
    return rows


def _check_bounds(fields: Fields, row: SizeRow) -> None:
    bounds = dict(enumerate((*CBS_CLASS_FROM, None), start=1))
    found = (row.min_population, row.max_population)
    if row.codes[-1] > len(CBS_CLASS_FROM) or found != (
        bounds[row.codes[0]],
        bounds[row.codes[-1] + 1],
    ):
        reason = _("the inhabitants do not fit CBS classes %(codes)s.")
        raise fields.broken("min_population", reason % {"codes": row.cbs_classes})


def _municipalities(
    path: Path, lists: Mapping[str, list[TermRow]], sizes: list[SizeRow]
) -> list[MunicipalityRow]:
    columns = ("cbs_code", "name", *lists, "police_unit", "population", "population_year")
    slugs = {column: {term.name: term.slug for term in terms} for column, terms in lists.items()}
    size_of = {code: size.slug for size in sizes for code in size.codes}
    once = _Once()
    rows = []
    for record in read_csv(path, columns, ("successor",)):
        fields = Fields(path, record)
        population = fields.number("population")
        cbs_size_class = bisect_right(CBS_CLASS_FROM, population)
        rows.append(
            MunicipalityRow(
                cbs_code=once.check(fields, "cbs_code", _cbs_code(fields, "cbs_code")),
                name=fields.text("name", NAME_LENGTH),
                **{column: fields.one_of(column, known) for column, known in slugs.items()},
                size_class=size_of[cbs_size_class],
                police_unit=fields.text("police_unit", SLUG_LENGTH),
                population=population,
                population_year=fields.number("population_year", YEAR_LIMIT),
                cbs_size_class=cbs_size_class,
                successor=_successor(fields),
                line=record.line,
            )
        )
    return rows


def _cbs_code(fields: Fields, name: str) -> str:
    code = fields.text(name)
    if not CBS_CODE.fullmatch(code):
        reason = _("“%(code)s” is not a CBS code such as GM0344.") % {"code": code}
        raise fields.broken(name, reason)
    return code


def _successor(fields: Fields) -> str:
    if not fields.text("successor", required=False):
        return ""
    code = _cbs_code(fields, "successor")
    if code == fields.text("cbs_code"):
        raise fields.broken("successor", _("a municipality cannot merge into itself."))
    return code


def _organisations(path: Path, riec_regions: list[TermRow]) -> list[OrganisationRow]:
    kinds = {kind: kind for kind in Organisation.Kind.values}
    regions = {term.slug: term.slug for term in riec_regions}
    more = ("kind", "riec_region", "website", "serves", "intro")
    rows, served = [], []
    for (slug, name, _order), fields in _yaml_terms(path, more):
        kind = fields.one_of("kind", kinds)
        is_riec = kind == Organisation.Kind.RIEC
        if not is_riec and fields.text("riec_region", required=False):
            raise fields.broken("riec_region", _("only a RIEC has a RIEC region."))
        serves = fields.texts("serves")
        served += serves
        rows.append(
            OrganisationRow(
                slug=slug,
                name=name,
                kind=kind,
                riec_region=fields.one_of("riec_region", regions) if is_riec else "",
                website=fields.url("website"),
                serves=tuple(str(other) for other in serves),
                intro=fields.text("intro"),
            )
        )
    known = {row.slug for row in rows}
    for other in served:
        if other not in known:
            reason = _("“%(value)s” of “%(name)s” is unknown.")
            raise BrokenFile(path, other.line, reason % {"value": other, "name": "serves"})
    return rows


def _pages(path: Path) -> Pages:
    fields = Fields(path, read_yaml(path), ("home", "kinds", "topics", "organisations", "standard"))
    one = {
        name: _page(Fields(path, fields.record.get(Text(name, 0), fields.record)))
        for name in ("home", "topics", "organisations")
    }
    return Pages(
        **one,
        kinds=[_page(Fields(path, item)) for item in fields.series("kinds")],
        standard=[_page(Fields(path, item)) for item in fields.series("standard")],
    )


def _page(fields: Fields) -> PageRow:
    values = {}
    for name in PageRow.__slots__:
        values[name] = fields.text(name, required=name in {"slug", "title", "intro"})
    for name in fields.record:
        if name not in values:
            raise fields.broken(name, _("“%(name)s” is unknown.") % {"name": name})
    return PageRow(**values)
