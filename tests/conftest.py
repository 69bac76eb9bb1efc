"""Fixtures for every test: the reference data and the tree of pages are always there."""

from typing import Any

import pytest
from django.core.cache import cache

from cms.reference.loader import load_reference_data


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
