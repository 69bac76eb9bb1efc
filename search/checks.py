"""What Django's own check command says of the search: `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError

from search.cluster import client
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex


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
    """Warn of an index that was made with other word lists or another mapping."""
    if not databases or not client.is_configured():
        return []
    try:
        serving = ClusterIndex.objects.filter(state=ClusterIndex.State.SERVING).first()
    except DatabaseError:  # not migrated yet
        return []
    if serving is not None and serving.fingerprint == fingerprint():
        return []
    return [
        Warning(
            "The search index was made with other word lists or another mapping."
            if serving
            else "The search cluster has no index yet.",
            hint="Run: manage.py search_index rebuild",
            id="search.W001",
        )
    ]
