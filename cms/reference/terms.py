"""Bring the controlled lists and the municipalities into the database; write only what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from cms.models import (
    AudienceRole,
    Municipality,
    Phase,
    Province,
    RiecRegion,
    SafetyRegion,
    SizeClass,
    Topic,
)
from cms.reference.files import BrokenFile
from cms.reference.rows import MunicipalityRow, Tables, TopicRow
from cms.reference.written import note

# A table that loses more than this share without naming successors was cut off, not reorganised.
LARGEST_LOSS = 0.25


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows and pages were made, changed, and marked as no longer existing."""

    created: int = 0
    updated: int = 0
    retired: int = 0

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            self.created + other.created,
            self.updated + other.updated,
            self.retired + other.retired,
        )


def sync(model: type[Model], rows: Iterable[Mapping[str, Any]], key: str = "slug") -> Summary:
    """Make the rows of a table so; a row that is not named stays, for pages may use it.

    Rows map attribute names (`province_id`, not `province`) to values.
    """
    existing = {getattr(item, key): item for item in model._default_manager.all()}
    created, updated, names = [], [], set()
    for row in rows:
        item = existing.get(row[key])
        if item is None:
            created.append(model(**row))
            continue
        changed = {name for name, value in row.items() if getattr(item, name) != value}
        if changed:
            for name in changed:
                setattr(item, name, row[name])
            updated.append(item)
            names |= changed
    model._default_manager.bulk_create(created)
    if updated:
        model._default_manager.bulk_update(updated, sorted(names))
    if created or updated:
        note(model, updated)
    return Summary(created=len(created), updated=len(updated))


def ids(model: type[Model], key: str = "slug") -> dict[str, int]:
    """Return primary keys by slug."""
    return dict(model._default_manager.values_list(key, "pk"))


def load_terms(tables: Tables) -> Summary:
    """Load every controlled list, and the municipalities that refer to them."""
    lists = (
        (Province, tables.provinces),
        (SafetyRegion, tables.safety_regions),
        (RiecRegion, tables.riec_regions),
        (SizeClass, tables.size_classes),
        (AudienceRole, tables.roles),
        (Phase, tables.phases),
    )
    summary = Summary()
    for model, rows in lists:
        summary += sync(model, [asdict(row) for row in rows])
    return summary + _topics(tables.topics) + _municipalities(tables)


def _topics(rows: list[TopicRow]) -> Summary:
    mains = sync(Topic, [_topic(row, None) for row in rows if not row.parent])
    parents = ids(Topic)
    return mains + sync(Topic, [_topic(row, parents[row.parent]) for row in rows if row.parent])


def _topic(row: TopicRow, parent_id: int | None) -> dict[str, Any]:
    values = asdict(row)
    del values["parent"], values["text"]
    return {**values, "parent_id": parent_id}


def _municipalities(tables: Tables) -> Summary:
    lists = {
        "province": ids(Province),
        "riec_region": ids(RiecRegion),
        "safety_region": ids(SafetyRegion),
        "size_class": ids(SizeClass),
    }
    before = _current_codes()
    _refuse_cut_off(tables, before)
    rows = [_municipality(row, lists) for row in tables.municipalities]
    summary = sync(Municipality, rows, "cbs_code") + _link_successors(tables)
    gone = before - {row["cbs_code"] for row in rows}
    if gone:
        Municipality.objects.filter(cbs_code__in=gone).update(is_current=False)
        note(Municipality)
    return summary + Summary(retired=len(before - _current_codes()))


def _current_codes() -> set[str]:
    return set(Municipality.objects.current().values_list("cbs_code", flat=True))


def _municipality(row: MunicipalityRow, lists: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    values = asdict(row)
    successor = values.pop("successor")
    del values["line"]
    for name, known in lists.items():
        values[f"{name}_id"] = known[values.pop(name)]
    return {**values, "is_current": not successor}


def _link_successors(tables: Tables) -> Summary:
    """Say what merged into what; a municipality that is left out later keeps its successor."""
    known = ids(Municipality, "cbs_code")
    rows = []
    for row in tables.municipalities:
        if row.successor and row.successor not in known:
            reason = _("the successor “%(code)s” is not a municipality.") % {"code": row.successor}
            raise BrokenFile(tables.municipalities_path, row.line, reason)
        successor_id = known[row.successor] if row.successor else None
        rows.append({"cbs_code": row.cbs_code, "successor_id": successor_id})
    return Summary(updated=sync(Municipality, rows, "cbs_code").updated)


def _refuse_cut_off(tables: Tables, current: set[str]) -> None:
    rows = tables.municipalities
    missing = current - {row.cbs_code for row in rows}
    if len(missing) > LARGEST_LOSS * len(current):
        reason = _(
            "the table ends here, and %(missing)d of %(current)d municipalities are not in it. "
            "Name the successor of each that merged."
        )
        fields = {"missing": len(missing), "current": len(current)}
        raise BrokenFile(tables.municipalities_path, rows[-1].line, reason % fields)
