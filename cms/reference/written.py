"""What a load of reference data wrote: told once, when all of it is written.

Who follows it then takes locks in the order that editors do, so that neither waits for the other.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Model
from django.dispatch import Signal

Written = dict[type[Model], list[Model]]

# Sent at the end of a load, in its transaction, with what was `written`: by model the rows that
# were changed. A model of which rows were only made stands there without any.
rows_written = Signal()

_written: ContextVar[Written | None] = ContextVar("written", default=None)


@contextmanager
def told_at_the_end() -> Iterator[None]:
    """Tell what is noted inside when that is done."""
    written: Written = {}
    token = _written.set(written)
    try:
        yield
    finally:
        _written.reset(token)
    if written:
        rows_written.send(sender=None, written=written)


def note(model: type[Model], changed: Iterable[Model] = ()) -> None:
    """Remember that rows of this model were made, or changed.

    Raises LookupError where nobody would be told.
    """
    written = _written.get()
    if written is None:
        raise LookupError("rows of reference data are written outside a load")
    written.setdefault(model, []).extend(changed)


def is_loading() -> bool:
    """Tell whether reference data is being loaded: `rows_written` comes when it is."""
    return _written.get() is not None
