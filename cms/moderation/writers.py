"""Whose change a draft is."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import F, Max, QuerySet
from wagtail.models import PageLogEntry, Revision, WorkflowState


def writers_of(page: Any, *, before: Revision | None = None) -> frozenset[int]:
    """Return the ids of everybody who changed something since the last approved version.

    Copies keep the versions of their original, so who wrote that wrote the copy too. Who moved an
    item to another organisation gave it other readers, and who handed it in stands for it as it
    is. `before` one version was there: who they were then.
    """
    return writers_of_each([page.pk], before=before)[page.pk]


def writers_of_each(
    page_ids: Iterable[int], *, before: Revision | None = None
) -> dict[int, frozenset[int]]:
    """Return the writers of each page, in four queries.

    A version that was written over after its approval is as good as not approved.
    """
    ids = {str(pk): pk for pk in page_ids}
    versions = Revision.page_revisions.filter(object_id__in=ids)
    if before is not None:
        versions = versions.filter(pk__lt=before.pk)
    last = _last_approved(versions)
    writers = _writers_since(last, versions, ids)
    moves = PageLogEntry.objects.filter(action="wagtail.move", page__in=ids.values())
    if before is not None:
        moves = moves.filter(timestamp__lt=before.created_at)
    moved = moves.filter(user__isnull=False).order_by().values_list("page_id", "user_id")
    for pk, user, day in moved.annotate(Max("timestamp")):
        if str(pk) not in last or day >= last[str(pk)][1]:
            writers[pk].add(user)
    sent = WorkflowState.objects.active().filter(object_id__in=ids, requested_by__isnull=False)
    for key, user in sent.values_list("object_id", "requested_by"):
        writers[ids[key]].add(user)
    return {pk: frozenset(users) for pk, users in writers.items()}


def writers_of_contacts(contact_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the same of contacts, in two queries."""
    ids = {str(pk): pk for pk in contact_ids}
    content_type = apps.get_model("cms", "Contact").get_base_content_type()
    versions = Revision.objects.filter(base_content_type=content_type, object_id__in=ids)
    writers = _writers_since(_last_approved(versions), versions, ids)
    return {pk: frozenset(users) for pk, users in writers.items()}


def tells_who_wrote(version: Revision) -> bool:
    """Tell whether a version is the last approved one or came later: without it, a writer is none.

    All of them do where none was approved yet.
    """
    versions = Revision.objects.filter(
        base_content_type=version.base_content_type_id, object_id=version.object_id
    )
    last = _last_approved(versions).get(version.object_id)
    return last is None or version.pk >= last[0]


def _last_approved(versions: QuerySet[Revision]) -> dict[str, tuple[int, Any]]:
    """Return number and day of the last approval, by page or contact."""
    by_object = versions.order_by().values_list("object_id")
    approved = by_object.filter(approval__approved_at__gte=F("created_at"))
    rows = approved.annotate(Max("pk"), Max("approval__approved_at"))
    return {pk: (number, day) for pk, number, day in rows}


def _writers_since(
    last: Mapping[str, tuple[int, Any]], versions: QuerySet[Revision], ids: Mapping[str, int]
) -> dict[int, set[int]]:
    writers: dict[int, set[int]] = {pk: set() for pk in ids.values()}
    written = versions.order_by().filter(user__isnull=False).values_list("object_id", "user_id")
    for pk, user, number in written.annotate(Max("pk")):
        if pk not in last or number > last[pk][0]:
            writers[ids[pk]].add(user)
    return writers
