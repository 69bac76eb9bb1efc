"""The people around an item, each with an address; all mail is sent by the worker."""

from typing import Any

import pytest

from tests.cms.mail.post import desk_with_addresses, use_queue
from tests.cms.moderation.conftest import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    """Return everybody, each with an address."""
    return desk_with_addresses()


@pytest.fixture(autouse=True)
def queue(settings: Any, db: None) -> None:
    """Send mail as production does."""
    use_queue(settings)
