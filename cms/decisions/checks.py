"""What Django's own check command says of the log: `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from cms.decisions.guarded_rows import is_guarded


@register(Tags.database)
def log_is_guarded(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn after a `migrate` that failed halfway. No error: that would stop the next one too."""
    return [
        Warning(
            "The database does not guard the log: its entries can be changed.",
            hint="Run: manage.py migrate",
            id="cms.W020",
        )
        for using in databases or ()
        if not is_guarded(using)
    ]
