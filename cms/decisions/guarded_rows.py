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

# How many of them are on; each log has two.
COUNT = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{log}'",
    "postgresql": """SELECT count(*) FROM pg_trigger
        WHERE tgrelid = '{log}'::regclass AND NOT tgisinternal AND tgenabled <> 'D'""",
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
        for log in _logs(using):
            cursor.execute(COUNT[connection.vendor].format(log=log))
            if cursor.fetchone() != (2,):
                return False
    return True


def _logs(using: str) -> list[str]:
    return [log for log in LOGS if log in connections[using].introspection.table_names()]


def _execute(using: str, *parts: Mapping[str, tuple[str, ...]]) -> None:
    connection = connections[using]
    logs = _logs(using)
    with transaction.atomic(using), connection.cursor() as cursor:
        for log in logs:
            for statement in (each for part in parts for each in part[connection.vendor]):
                cursor.execute(statement.format(log=log, refusal=REFUSAL))
