"""Makes thousands of items out of a few, by copying rows: publishing so many would take minutes."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from uuid import uuid4

from django.db import connection, models
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.models import KnowledgePage
from search.models import DocumentAccess, DocumentText, SearchDocument

# Tables of the embedded engine, and their column with the item's id, on each kind of database.
FULL_TEXT = {
    "sqlite": ("rowid", ("search_terms", "search_headings", "search_titles")),
    "postgresql": ("page_id", ("search_terms", "search_titles")),
}


def multiply(pages: Sequence[KnowledgePage], number: int) -> None:
    """Add that many published copies of these siblings, found by search as the originals are."""
    originals = list(islice(cycle(pages), number))
    first = _highest_id() + 1
    copied = [(page.pk, first + place) for place, page in enumerate(originals)]
    _copy_nodes(pages[0].get_parent(), copied)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (old integer, new integer)")
        cursor.executemany("INSERT INTO copied VALUES (%s, %s)", copied)
        for table, pointer, others in _tables({type(page) for page in pages}):
            cursor.execute(
                f"INSERT INTO {table} ({', '.join([pointer, *others])})"  # noqa: S608 - names of our own models
                f" SELECT {', '.join(['copied.new', *others])}"
                f" FROM copied JOIN {table} ON {table}.{pointer} = copied.old"
            )
        cursor.execute("DROP TABLE copied")


def _highest_id() -> int:
    tops = [Page.objects.aggregate(top=models.Max("pk"))["top"]]
    tops += [SearchDocument.objects.aggregate(top=models.Max("pk"))["top"]]
    return max(top or 0 for top in tops)


def _copy_nodes(parent: Page, copied: list[tuple[int, int]]) -> None:
    nodes = Page.objects.in_bulk({old for old, _new in copied})
    names = [field.attname for field in Page._meta.concrete_fields]
    last = Page._str2int(parent.get_last_child().path[-Page.steplen :])
    rows = []
    for place, (old, new) in enumerate(copied, start=last + 1):
        values = {name: getattr(nodes[old], name) for name in names}
        node = Page(**{**values, "id": new, "translation_key": uuid4()})
        node.path = Page._get_path(parent.path, node.depth, place)
        node.slug = f"kopie-{new}"
        node.url_path = f"{parent.url_path}{node.slug}/"
        rows.append(node)
    Page.objects.bulk_create(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(rows))


def _tables(types: set[type[KnowledgePage]]) -> Iterator[tuple[str, str, list[str]]]:
    """Tables with something of an item: name, the column with the item's id, the others."""
    for model in (KnowledgePage, *types, SearchDocument, DocumentText, DocumentAccess):
        pointer = model._meta.pk.column if model is not DocumentAccess else "document_id"
        yield _table(model, pointer)
    owned = {
        (related.field.model, related.field.column)
        for model in types
        for related in model._meta.related_objects
        if isinstance(related.field, ParentalKey)
    }
    owned |= {
        (field.remote_field.through, field.m2m_column_name())
        for model in types
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created
    }
    for model, pointer in owned:
        yield _table(model, pointer)
    pointer, tables = FULL_TEXT[connection.vendor]
    for table in tables:
        with connection.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, table)
        yield table, pointer, [column.name for column in columns if column.name != pointer]


def _table(model: type[models.Model], pointer: str) -> tuple[str, str, list[str]]:
    columns = [field.column for field in model._meta.local_concrete_fields]
    own = [] if model._meta.pk.column == pointer else [model._meta.pk.column]
    return model._meta.db_table, pointer, [name for name in columns if name not in (pointer, *own)]
