"""Fixtures for every test: the reference data and the tree of pages are always there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from cms.reference.loader import load_reference_data
from search import front
from tests import cluster

# They ask the same code over and over, and watching which branches they take doubles their time.
# The figure of coverage comes from all the others.
NOT_WATCHED = frozenset(
    "test_bestbets test_bestbets_demo test_chain test_chart_counts test_containers test_contract "
    "test_counts test_demo test_demo_faults test_detours test_door test_hidden_items test_hostile "
    "test_leak_matrix test_measured test_previews test_query_counts test_reference_faults "
    "test_relevance test_results_page test_stale test_synonym_rules".split()
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Watch nothing of such a test: neither itself nor what it needs set up."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    watching = getattr(plugin, "cov_controller", None) if item.path.stem in NOT_WATCHED else None
    if watching is None:
        return (yield)
    watching.pause()
    try:
        return (yield)
    finally:
        watching.resume()


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
