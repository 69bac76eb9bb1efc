"""What Django's own check command says of the search: `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from search.cluster import client
from search.cluster.mapping import fingerprint
from search.cluster.models import ClusterIndex


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
