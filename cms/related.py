"""What to read next: what is linked on purpose first, then what shares topics, roles and size."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When

from cms.access import Reader
from cms.reading.terms import Terms

LINKED, CHOSEN, SAME_TOPIC = range(3)
MOST_LINKED = 6
MOST_OTHERS = 4
CANDIDATES = 24  # others from which the closest are taken


@dataclass(frozen=True, slots=True)
class Related:
    """`linked` items belong together by their content (a case and its lessons); others follow."""

    linked: list[Any]
    others: list[Any]


def related_to(page: Any, reader: Reader) -> Related:
    """Return what this reader may read next to an item, in one query.

    Of items on the same topics those that share most come first, then those for the same roles;
    `closest` takes the size of the towns into account.
    """
    links = apps.get_model("cms", "RelatedLink").objects.filter(page=page.pk)
    linked = _linked(page)
    topics = type(page).topics.through.objects.filter(knowledgepage=page.pk).values("topic")
    roles = type(page).audience_roles.through.objects.filter(knowledgepage=page.pk)
    same_role = Q(audience_roles__in=roles.values("audiencerole"))
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
            shared=Count("topics", filter=Q(topics__in=topics), distinct=True),
            shared_roles=Count("audience_roles", filter=same_role, distinct=True),
        )
        .order_by("bond", "place", "-shared", "-shared_roles", "-published_on", "-pk")
    )
    items = list(found[: MOST_LINKED + CANDIDATES])
    return Related(
        [item for item in items if item.bond == LINKED][:MOST_LINKED],
        [item for item in items if item.bond != LINKED][:CANDIDATES],
    )


def closest(others: Iterable[Any], terms: Terms, shown: Mapping[int, Terms]) -> list[Any]:
    """Return the few others to show; of equals those for towns of the same size come first.

    `terms` are those of the item itself, `shown` those of the others: only what may be shown
    counts, so that the order gives no unnamed town away.
    """
    sizes = set(terms.get("size_classes", ()))

    def distance(item: Any) -> tuple[int, ...]:
        same_size = len(sizes & set(shown[item.pk].get("size_classes", ())))
        return item.bond, item.place or 0, -item.shared, -item.shared_roles, -same_size

    return sorted(others, key=distance)[:MOST_OTHERS]


def _linked(page: Any) -> Q:
    """Return the condition on items that belong to this one by its own fields or by theirs."""
    if page.kind == "les":
        return Q(pk__in=[pk for pk in (page.linked_case_id, page.changed_playbook_id) if pk])
    if page.kind in ("praktijkvoorbeeld", "draaiboek"):
        field = "linked_case" if page.kind == "praktijkvoorbeeld" else "changed_playbook"
        return Q(**{f"lessonpage__{field}": page.pk})
    return Q(pk__in=[])
