"""What Django's own check command says of the search: `manage.py check --database default`."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from search.cluster import client
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex
from search.indexing import is_outdated

OUTDATED_INDEX = "The index was made with other word lists, code or mapping."
OUTDATED_PROJECTION = "The projection was made with other word lists or code."


@register("search")
def check_address(**kwargs: Any) -> list[CheckMessage]:
    """Refuse an address of the cluster that nothing can connect with."""
    if not client.is_configured():
        return []
    try:
        client.reading()
    except client.Unusable as error:
        return [
            Error(
                f"The addresses in ELASTICSEARCH_URL cannot be used: {error}.",
                hint="For example: ELASTICSEARCH_URL=https://es1:9200,https://es2:9200",
                id="search.E001",
            )
        ]
    return []


@register(Tags.database)
def check_index(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a projection or an index that was made before an upgrade changed what makes them."""
    if not databases:
        return []
    try:
        return list(_warnings())
    except DatabaseError:  # not migrated yet
        return []


def _warnings() -> Iterator[CheckMessage]:
    hint = "Run: manage.py search_index rebuild"
    if client.is_configured():
        serving = ClusterIndex.objects.filter(state=ClusterIndex.State.SERVING).first()
        if serving is None:
            yield Warning("The search cluster has no index yet.", hint=hint, id="search.W001")
        elif serving.fingerprint != fingerprint():
            yield Warning(OUTDATED_INDEX, hint=hint, id="search.W001")
    if is_outdated():
        yield Warning(OUTDATED_PROJECTION, hint=hint, id="search.W002")
