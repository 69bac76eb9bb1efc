"""Statements written once a process: the database answers them sooner than Django writes them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

Row = tuple[Any, ...]


def rows(build: Callable[..., Any], ids: Sequence[int], *options: Any) -> list[Row]:
    """Return the rows of `build(ids, *options)`, a query of plain columns that `ids` fit anywhere.

    The query must be the same for all ids (at least one) and hold no other negative number.
    """
    sql, params = _written(build, len(ids), *options)
    values = [ids[each] if isinstance(each, int) and each < 0 else each for each in params]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[Row] = cursor.fetchall()
    return found


@lru_cache(maxsize=256)
def _written(build: Callable[..., Any], count: int, *options: Any) -> tuple[str, tuple[Any, ...]]:
    """Return the statement with places from the end of the ids, -1 and down, in their stead."""
    sql, params = build(range(-count, 0), *options).query.sql_with_params()
    return sql, tuple(params)
