"""The small lists of an item (sources, attachments, myths) in one query instead of one each."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Value
from django.urls import reverse


class Record(NamedTuple):
    """A line of a list: what it is called, what is said of it, where it is."""

    title: str
    note: str
    url: str


def records_of(page: Any) -> dict[str, list[Record]]:
    """Return "sources", "attachments" and "myths" of a published item, each in its own order."""
    found: dict[str, list[Record]] = defaultdict(list)
    rows = _of("Source", "sources", page, "title", "note", "url", Value(0)).union(
        _of("Attachment", "attachments", page, "title", Value(""), "document__file", "document_id"),
        _of("GuideMyth", "myths", page, "myth", "fact", Value(""), Value(0)),
        all=True,
    )
    for name, _order, title, note, url, document_id in sorted(rows, key=lambda row: row[1] or 0):
        record = _file(title, url, document_id) if document_id else Record(title, note, url)
        found[name].append(record)
    return found


def draft_records(page: Any) -> dict[str, list[Record]]:
    """Return the same of an item as it stands in memory, for a preview."""
    attachments = page.attachments.all()
    myths = page.myths.all() if hasattr(page, "myths") else ()
    return {
        "sources": [Record(line.title, line.note, line.url) for line in page.sources.all()],
        "attachments": [
            _file(line.title, line.document.file.name, line.document_id) for line in attachments
        ],
        "myths": [Record(line.myth, line.fact, "") for line in myths],
    }


def _of(model: str, name: str, page: Any, *columns: Any) -> Any:
    lines = apps.get_model("cms", model).objects.filter(page=page.pk).order_by()
    return lines.values_list(Value(name), "sort_order", *columns)


def _file(title: str, path: str, document_id: int) -> Record:
    name = path.rpartition("/")[2]
    kind = name.rpartition(".")[2].upper()
    return Record(title, kind, reverse("wagtaildocs_serve", args=[document_id, name]))
