"""Wagtail's index of what a page refers to: which pictures, files and pages it uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def indexed_once(page: Any) -> Iterator[None]:
    """Index a page that is saved inside once: Wagtail does it again for each record on it.

    Nothing else that is saved inside is indexed: receivers must not save other pages.
    """
    from wagtail import signal_handlers  # noqa: PLC0415 - needs loaded models, which import this

    if getattr(signal_handlers.reference_index_auto_update_disabled, "value", False):
        yield
        return
    with signal_handlers.disable_reference_index_auto_update():
        yield
    signal_handlers.update_reference_index_on_save(page)
