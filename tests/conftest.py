"""Fixtures for every test: the reference data and the tree of pages are always there."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from cms.reference.loader import load_reference_data
from search import front
from tests import cluster


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load the reference data once; each test runs in a transaction on top of it."""
    with django_db_blocker.unblock():
        load_reference_data()


@pytest.fixture
def reference(db: None) -> None:
    """Say that a test reads reference data."""


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget what Wagtail keeps of pictures: the next test has others with the same numbers."""
    cache.clear()


@pytest.fixture
def site_log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Return what the site writes to standard error."""
    text = io.StringIO()
    (handler,) = (each for each in logging.getLogger().handlers if each.get_name() == "stderr")
    monkeypatch.setattr(handler, "stream", text)
    return text


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=cluster.needs_cluster)])
def engine(
    request: pytest.FixtureRequest,
    db: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    """Name each engine in turn: what holds for one holds for all."""
    name: str = request.param
    if name == "elasticsearch":
        monkeypatch.setattr(front, "CLUSTER", cluster.ToldBefore())
        with cluster.indexed(settings):
            yield name
    else:
        yield name
