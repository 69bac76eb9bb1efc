"""What to read next: items that are linked on purpose first, then items on the same topics."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When

from cms.access import Reader

LINKED, CHOSEN, SAME_TOPIC = range(3)
MOST_LINKED = 6
MOST_OTHERS = 4


@dataclass(frozen=True, slots=True)
class Related:
    """`linked` items belong together by their content (a case and its lessons); others follow."""

    linked: list[Any]
    others: list[Any]


def related_to(page: Any, reader: Reader) -> Related:
    """Return what this reader may read next to an item, in one query.

    Never more than ten items; of items on the same topics those that share most come first.
    """
    links = apps.get_model("cms", "RelatedLink").objects.filter(page=page.pk)
    linked = _linked(page)
    topics = type(page).topics.through.objects.filter(knowledgepage=page.pk).values("topic")
    found = (
        apps.get_model("cms", "KnowledgePage")
        .objects.readable_by(reader)
        .exclude(pk=page.pk)
        .filter(linked | Q(pk__in=links.values("item")) | Q(topics__in=topics))
        .annotate(
            bond=Case(
                When(linked, then=Value(LINKED)),
                When(pk__in=links.values("item"), then=Value(CHOSEN)),
                default=Value(SAME_TOPIC),
                output_field=IntegerField(),
            ),
            place=Subquery(links.filter(item=OuterRef("pk")).values("sort_order")[:1]),
            shared=Count("topics", filter=Q(topics__in=topics)),
        )
        .order_by("bond", "place", "-shared", "-published_on", "-pk")
    )
    items = list(found[: MOST_LINKED + MOST_OTHERS])
    return Related(
        [item for item in items if item.bond == LINKED][:MOST_LINKED],
        [item for item in items if item.bond != LINKED][:MOST_OTHERS],
    )


def _linked(page: Any) -> Q:
    """Return the condition on items that belong to this one by its own fields or by theirs."""
    if page.kind == "les":
        return Q(pk__in=[pk for pk in (page.linked_case_id, page.changed_playbook_id) if pk])
    if page.kind in ("praktijkvoorbeeld", "draaiboek"):
        field = "linked_case" if page.kind == "praktijkvoorbeeld" else "changed_playbook"
        return Q(**{f"lessonpage__{field}": page.pk})
    return Q(pk__in=[])
