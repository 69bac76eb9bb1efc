"""Statements written once a process: the database answers them sooner than Django writes them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

Row = tuple[Any, ...]
Statement = tuple[str, tuple[Any, ...]]


def rows(
    build: Callable[..., Any], values: Sequence[int] | Sequence[str], *options: Any
) -> list[Row]:
    """Return the rows of `build(values, *options)`, see `statement`; none if it can have none."""
    try:
        written = statement(build, values, *options)
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*written)
        found: list[Row] = cursor.fetchall()
    return found


def statement(
    build: Callable[..., Any], values: Sequence[int] | Sequence[str], *options: Any
) -> Statement:
    """Return SQL and parameters of `build(values, *options)`, a query of plain columns.

    The values (at least one) are numbers of rows, or texts. The query must be the same for all of
    them, on every day.
    """
    in_text = isinstance(values[0], str)
    sql, params = _written(build, in_text, len(values), *options)
    value_of = dict(zip(_places(in_text, len(values)), values, strict=True))
    return sql, tuple(value_of.get(each, each) for each in params)


@lru_cache(maxsize=256)
def _written(build: Callable[..., Any], in_text: bool, count: int, *options: Any) -> Statement:
    sql, params = build(_places(in_text, count), *options).query.sql_with_params()
    return sql, tuple(params)


def _places(in_text: bool, count: int) -> list[Any]:
    """Return what stands for each value while the statement is written; no query asks for these."""
    return [f"\0{place}" if in_text else -place for place in range(1, count + 1)]
