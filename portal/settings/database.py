"""What a database of each kind needs beside its address."""

from typing import Any

import environ

POOL_TIMEOUT = 5  # seconds that a request waits for a connection before it fails
CONNECT_TIMEOUT = 5  # seconds

SQLITE = {
    # A transaction that reads first and writes later fails at once when another wrote
    # meanwhile; one that asks for the write lock at its start waits its turn (seconds).
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
}


def database(env: environ.Env, default: str) -> dict[str, Any]:
    """Return the settings of the database at DATABASE_URL."""
    found: dict[str, Any] = env.db_url("DATABASE_URL", default=default)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = dict(SQLITE)
    elif found["ENGINE"] == "django.db.backends.postgresql":
        _complete(found, env)
    return found


def _complete(found: dict[str, Any], env: environ.Env) -> None:
    """Add time limits and a pool to an address of PostgreSQL; what the address says goes first.

    A statement that runs away, or waits for a lock, ends with an error instead of keeping a
    process; a connection that the server closed is noticed before it is used.
    """
    limits = {
        "statement_timeout": env.int("DATABASE_STATEMENT_TIMEOUT", default=30),
        "lock_timeout": env.int("DATABASE_LOCK_TIMEOUT", default=20),
    }
    options = found.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", CONNECT_TIMEOUT)
    words = [f"-c {name}={seconds}s" for name, seconds in limits.items() if seconds]
    if words := [*words, *filter(None, [options.get("options")])]:
        options["options"] = " ".join(words)
    most = env.int("DATABASE_POOL_MAX", default=8)
    if most:
        least = min(env.int("DATABASE_POOL_MIN", default=1), most)
        options["pool"] = {"min_size": least, "max_size": most, "timeout": POOL_TIMEOUT}
    found["CONN_HEALTH_CHECKS"] = True
