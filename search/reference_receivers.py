"""What a search must follow of the lists and the municipalities that stand around items.

Runs in the transaction of the change, as search/receivers.py does. A load of reference data writes
many rows at once and says so once.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, Subquery
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from taggit.models import Tag

import cms.receivers  # noqa: F401  # connected first: it works out what could name a town
from cms.anonymity import FACT_NAMES, kept_back
from cms.models import (
    AudienceRole,
    KnowledgePage,
    Municipality,
    Organisation,
    Phase,
    Province,
    RiecRegion,
    SizeClass,
    Topic,
)
from cms.reference.written import is_loading, rows_written
from search.engines.database import statements
from search.facets import unpack
from search.indexing import index
from search.models import SearchDocument

# Names that stand in documents, and how items point at them.
_NAMED_BY: dict[type[Model], tuple[str, ...]] = {
    AudienceRole: ("audience_roles",),
    Organisation: ("organisation", "shared_with"),
    Phase: ("phases",),
    Province: ("provinces",),
    RiecRegion: ("riec_regions",),
    SizeClass: ("size_classes",),
    Tag: ("keyword_links__tag",),
    Topic: ("topics", "topics__parent"),
}
# What the k-check counts, or knows the region of a publisher from.
_COUNTED: frozenset[type[Model]] = frozenset(
    {Municipality, Organisation, Province, RiecRegion, SizeClass}
)
# Facts that a town is recognised by, and the facets that they are.
_FACETS = dict(zip(FACT_NAMES, ("province", "region", "size"), strict=True))


@receiver(post_save)
def follow_save(sender: type[Model], instance: Model, created: bool, **kwargs: Any) -> None:
    """A topic or organisation that gets another name, code or place changes its documents."""
    if kwargs.get("raw") or is_loading():
        return
    if not created:
        _follow({sender: [instance]})
    elif sender is Municipality:  # nothing else that is new is counted yet
        _follow({sender: []})


@receiver(rows_written)
def follow_load(
    sender: None, written: Mapping[type[Model], Iterable[Model]], **kwargs: Any
) -> None:
    """Do the same for all that `load_reference_data` wrote."""
    _follow(written)


def remember_items(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Keep what is named by something that is about to go."""
    instance.items_before = list(_named_by(sender, [instance]))


def follow_deletion(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Items lose the names that are gone."""
    _index(getattr(instance, "items_before", ()))
    _follow({sender: []})


for _model in _NAMED_BY:  # one by one: who listens to all models keeps Django from deleting fast
    pre_delete.connect(remember_items, sender=_model)
for _model in _NAMED_BY.keys() | _COUNTED:
    post_delete.connect(follow_deletion, sender=_model)


@receiver(m2m_changed)
def follow_items(
    sender: type[Model], instance: Any, action: str, reverse: bool, model: Any, **kwargs: Any
) -> None:
    """Follow a topic that is given items, or loses some: they are changed from its side."""
    if not reverse or not issubclass(model, KnowledgePage):
        return
    if action == "pre_clear":
        remember_items(type(instance), instance)
    elif action == "post_clear":
        _index(instance.items_before)
    elif action.startswith("post_"):
        _index(kwargs["pk_set"])


def _follow(written: Mapping[type[Model], Iterable[Model]]) -> None:
    """Follow names, and what five municipalities share now, and what they share no more."""
    is_counted = bool(written.keys() & _COUNTED)
    if not (is_counted or any(written[model] for model in written.keys() & _NAMED_BY.keys())):
        return
    with transaction.atomic():
        statements().take_turn()  # what somebody publishes meanwhile is seen here, or sees this
        _index({pk for model, rows in written.items() for pk in _named_by(model, rows)})
        if is_counted:
            _index(_shown_otherwise())


def _shown_otherwise() -> Iterator[int]:
    """Yield items that show what is hidden now, or hide what may be shown. Costs two queries."""
    municipalities, today = Municipality.objects.fact_rows(), timezone.localdate()
    documents = SearchDocument.objects.filter(pk=OuterRef("pk"), is_live=True)
    items = KnowledgePage.objects.live().filter(identifying__isnull=False).order_by()
    rows = items.annotate(
        shown=Subquery(documents.values("facets")), **dict(map(_chosen, FACT_NAMES))
    ).values("pk", "identifying", "shown", *(f"has_{name}" for name in FACT_NAMES))
    for row in rows:
        hidden = kept_back(row["identifying"], municipalities, today)
        try:
            shown = unpack(row["shown"]) if row["shown"] else {}
        except ValueError:  # from before an upgrade that counts other facets
            yield row["pk"]
            continue
        for name, facet in _FACETS.items():
            if (row[f"has_{name}"] and name not in hidden) != bool(shown.get(facet)):
                yield row["pk"]
                break


def _chosen(name: str) -> tuple[str, Exists]:
    """Return whether the author chose facts of this name."""
    through = KnowledgePage._meta.get_field(name).remote_field.through
    return f"has_{name}", Exists(through.objects.filter(knowledgepage=OuterRef("pk")))


def _named_by(model: type[Model], rows: Iterable[Model]) -> set[int]:
    """Return the published items in whose documents one of these stands by name."""
    keys = [row.pk for row in rows]
    if not keys or model not in _NAMED_BY:
        return set()
    named = Q(*((f"{relation}__in", keys) for relation in _NAMED_BY[model]), _connector=Q.OR)
    return set(KnowledgePage.objects.live().filter(named).order_by().values_list("pk", flat=True))


def _index(page_ids: Iterable[int]) -> None:
    found = list(page_ids)
    if found:
        index(KnowledgePage.objects.filter(pk__in=found))
