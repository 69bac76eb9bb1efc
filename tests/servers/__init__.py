"""Real servers for the tests, on this machine's loopback: Elasticsearch and PostgreSQL.

`python -m tests.servers --help` for the shell, `running.running` for Python. Linux only; needs
nothing but Python's standard library, so that it works before any package is installed.
"""


class Unavailable(Exception):
    """This machine lacks something; the message says what to install."""


class Failed(Exception):
    """Everything is there, and still it went wrong; the message holds the tail of the log."""
