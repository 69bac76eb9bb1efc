"""The database itself refuses to change what stands in the log, also many rows at once or by SQL.

It does so from the end of each `migrate` on rather than by a migration of ours: SQLite makes a
table anew to change it, and its triggers are gone then. While Wagtail migrates, it may.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connections, transaction

LOGS = ("wagtailcore_pagelogentry", "wagtailcore_modellogentry")
REFUSAL = "An entry of the log is final."

ON = {
    "sqlite": (
        """CREATE TRIGGER {log}_update BEFORE UPDATE ON {log}
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
        """CREATE TRIGGER {log}_delete BEFORE DELETE ON {log}
        BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION refuse_to_change_log() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION '{refusal}'; END $$""",
        """CREATE TRIGGER {log}_change BEFORE UPDATE OR DELETE ON {log}
        FOR EACH ROW EXECUTE FUNCTION refuse_to_change_log()""",
        """CREATE TRIGGER {log}_truncate BEFORE TRUNCATE ON {log}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_log()""",
    ),
}
OFF = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS {log}_update",
        "DROP TRIGGER IF EXISTS {log}_delete",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS {log}_change ON {log}",
        "DROP TRIGGER IF EXISTS {log}_truncate ON {log}",
    ),
}

# How many of them are on, for each log that is there; each has two.
COUNT = {
    "sqlite": """SELECT sum(type = 'trigger') FROM sqlite_master
        WHERE type IN ('table', 'trigger') AND tbl_name IN ('{0}', '{1}') GROUP BY tbl_name""",
    "postgresql": """SELECT count(pg_trigger.oid) FROM pg_class LEFT JOIN pg_trigger
        ON tgrelid = pg_class.oid AND NOT tgisinternal AND tgenabled <> 'D'
        WHERE pg_class.oid IN (to_regclass('{0}'), to_regclass('{1}')) GROUP BY pg_class.oid""",
}


def release_rows(using: str, plan: Any = (), **kwargs: Any) -> None:
    """Let the migrations that are about to run change the log."""
    if plan:
        _execute(using, OFF)


def guard_rows(using: str, **kwargs: Any) -> None:
    """Refuse from now on; a second time it changes nothing."""
    _execute(using, OFF, ON)


def is_guarded(using: str) -> bool:
    """Tell whether the database refuses: a `migrate` that failed halfway leaves it off."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(COUNT[connection.vendor].format(*LOGS))
        return all(row == (2,) for row in cursor.fetchall())


def _logs(using: str) -> list[str]:
    return [log for log in LOGS if log in connections[using].introspection.table_names()]


def _execute(using: str, *parts: Mapping[str, tuple[str, ...]]) -> None:
    connection = connections[using]
    logs = _logs(using)
    with transaction.atomic(using), connection.cursor() as cursor:
        for log in logs:
            for statement in (each for part in parts for each in part[connection.vendor]):
                cursor.execute(statement.format(log=log, refusal=REFUSAL))
