"""An index that is ahead: the database was restored from a backup, or somebody meddled with it."""

import logging
from collections.abc import Iterable, Mapping

from django.db import transaction

from search.cluster import outbox
from search.engines.database import statements
from search.models import SearchDocument

log = logging.getLogger(__name__)


@transaction.atomic
def overtake(held: Mapping[int, int]) -> None:
    """Write what the database says over it: with a version above the one that an index holds.

    Where the database holds as late a version there is nothing to do: it has been told meanwhile.
    """
    if not held:
        return
    statements().take_turn()
    versions = SearchDocument.objects.filter(pk__in=held).values_list("pk", "version")
    ahead = {page_id: held[page_id] for page_id, version in versions if version < held[page_id]}
    if ahead:
        log.error(
            "The index is ahead of the database by %d items or more. Was a backup of the database "
            "restored? Run search_index rebuild --index-only",
            len(ahead),
        )
        _tell_again(ahead, ahead)


@transaction.atomic
def tell_again(page_ids: Iterable[int]) -> None:
    """Raise versions, so that an index takes anew what it holds otherwise."""
    statements().take_turn()
    _tell_again(page_ids, {})


def _tell_again(page_ids: Iterable[int], held: Mapping[int, int]) -> None:
    for document in SearchDocument.objects.select_for_update().filter(pk__in=page_ids):
        document.version = max(document.version, held.get(document.pk, 0)) + 1
        document.save(update_fields=["version"])
        outbox.note(document.pk, document.version)
