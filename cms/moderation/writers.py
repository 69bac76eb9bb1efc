"""Whose change a draft is."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Max
from wagtail.models import PageLogEntry, Revision


def writers_of(page: Any, *, before: Revision | None = None) -> frozenset[int]:
    """Return the ids of everybody who changed something since the last approved version.

    Copies keep the versions of their original, so who wrote that wrote the copy too. Who moved an
    item to another organisation gave it other readers. `before` one version was there: who they
    were then.
    """
    return writers_of_each([page.pk], before=before)[page.pk]


def writers_of_each(
    page_ids: Iterable[int], *, before: Revision | None = None
) -> dict[int, frozenset[int]]:
    """Return the writers of each page, in three queries.

    A version that was written over after its approval is as good as not approved.
    """
    ids = {str(pk): pk for pk in page_ids}
    versions = Revision.page_revisions.filter(object_id__in=ids).order_by()
    if before is not None:
        versions = versions.filter(pk__lt=before.pk)
    by_page = versions.values_list("object_id")
    approved = by_page.filter(approval__approved_at__gte=F("created_at"))
    last = {
        page: (number, day)
        for page, number, day in approved.annotate(Max("pk"), Max("approval__approved_at"))
    }
    writers: dict[int, set[int]] = {pk: set() for pk in ids.values()}
    written = versions.filter(user__isnull=False).values_list("object_id", "user_id")
    for page, user, number in written.annotate(Max("pk")):
        if page not in last or number > last[page][0]:
            writers[ids[page]].add(user)
    moves = PageLogEntry.objects.filter(action="wagtail.move", page__in=ids.values())
    if before is not None:
        moves = moves.filter(timestamp__lt=before.created_at)
    moved = moves.filter(user__isnull=False).order_by().values_list("page_id", "user_id")
    for pk, user, day in moved.annotate(Max("timestamp")):
        if str(pk) not in last or day >= last[str(pk)][1]:
            writers[pk].add(user)
    return {pk: frozenset(users) for pk, users in writers.items()}
