"""Work that is done for one thing after the other: what fails for one stops no other."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)


@contextmanager
def one_of_many(failure: str, thing: Any) -> Iterator[None]:
    """An error inside is logged, and the next thing follows.

    `failure` says in the log what was not done. Raises what is wrong with the database itself: it
    is so for every thing, and perhaps over at the next run.
    """
    try:
        yield
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("%s: %s %s", failure, type(thing).__name__, thing.pk)
