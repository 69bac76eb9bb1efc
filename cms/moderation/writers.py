"""Whose change a draft is."""

from typing import Any


def writers_of(page: Any) -> frozenset[int]:
    """Return the ids of everybody who wrote something since the last approved version.

    Copies keep the versions of their original, so who wrote that wrote the copy too.
    """
    approved = page.revisions.filter(approval__isnull=False).order_by("-pk")
    last = approved.values_list("pk", flat=True).first() or 0
    newer = page.revisions.filter(pk__gt=last, user__isnull=False)
    return frozenset(newer.order_by().values_list("user_id", flat=True))
