"""Fixtures for every test: the reference data and the tree of pages are always there."""

import gc
import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS
from django.test import TransactionTestCase

from cms.decisions.guarded_rows import release_rows
from cms.reference.loader import load_reference_data
from search import front
from tests import cluster
from tests.migrated import migrated_before
from tests.workers import Scheduling


def pytest_xdist_make_scheduler(config: Any, log: Any) -> Any:
    """Say which worker takes which test, where `--dist loadgroup` asks for it."""
    return Scheduling(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_collection_finish() -> None:
    """Let the collector leave alone what stays to the end: some 8% of the time was its."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
) -> Iterator[Callable[[], None]]:
    """Put what a run before migrated where the migrations will look."""
    with migrated_before() as done:
        yield done


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_modify_db_settings: Callable[[], None],
    django_db_setup: None,
    django_db_blocker: Any,
) -> None:
    """Load the reference data once; each test runs in a transaction on top of it."""
    django_db_modify_db_settings()
    with django_db_blocker.unblock():
        load_reference_data()


@pytest.fixture(scope="session", autouse=True)
def flush_takes_the_log() -> Iterator[None]:
    """Empty the database after a test without a transaction, the log too, which refuses that."""

    def teardown(case: TransactionTestCase) -> None:
        release_rows(DEFAULT_DB_ALIAS, plan=["flush"])
        flush(case)  # ends as `migrate` does, and so guards it again

    flush = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


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
