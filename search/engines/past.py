"""Items whose last day for readers is over, and that are not withdrawn from the search yet."""

from typing import Any

from cms.models import KnowledgePage


def past_reading() -> tuple[str, tuple[Any, ...]]:
    """Return a subquery of their page ids, and its values."""
    items = KnowledgePage.objects.past_reading().order_by()
    sql, values = items.values("pk").query.sql_with_params()
    return sql, values
