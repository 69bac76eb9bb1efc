"""What to read next: items that are linked on purpose first, then items on the same topics."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, IntegerField, Q, Value, When

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
    """Return what this reader may read next to an item, in two queries.

    Never more than ten items; of items on the same topics those that share most come first.
    """
    chosen = [link.item_id for link in page.related_links.all()]
    linked = _linked(page)
    topics = type(page).topics.through.objects.filter(knowledgepage_id=page.pk).values("topic_id")
    found = (
        apps.get_model("cms", "KnowledgePage")
        .objects.readable_by(reader)
        .exclude(pk=page.pk)
        .filter(linked | Q(pk__in=chosen) | Q(topics__in=topics))
        .annotate(
            bond=Case(
                When(linked, then=Value(LINKED)),
                When(pk__in=chosen, then=Value(CHOSEN)),
                default=Value(SAME_TOPIC),
                output_field=IntegerField(),
            ),
            shared=Count("topics", filter=Q(topics__in=topics)),
        )
        .order_by("bond", "-shared", "-published_on", "-pk")[: MOST_LINKED + MOST_OTHERS]
    )
    items = list(found)
    others = sorted(
        (item for item in items if item.bond != LINKED),
        key=lambda item: chosen.index(item.pk) if item.bond == CHOSEN else len(chosen),
    )
    return Related(
        [item for item in items if item.bond == LINKED][:MOST_LINKED], others[:MOST_OTHERS]
    )


def _linked(page: Any) -> Q:
    """Return the condition on items that belong to this one by its own fields or by theirs."""
    if page.kind == "les":
        return Q(pk__in=[pk for pk in (page.linked_case_id, page.changed_playbook_id) if pk])
    if page.kind in ("praktijkvoorbeeld", "draaiboek"):
        field = "linked_case" if page.kind == "praktijkvoorbeeld" else "changed_playbook"
        return Q(**{f"lessonpage__{field}": page.pk})
    return Q(pk__in=[])
