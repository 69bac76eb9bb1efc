"""The people around a draft, each with an address, and a queue in front of the outbox."""

import pytest

from tests.cms.moderation.conftest import Desk
from tests.cms.moderation.conftest import desk as _desk  # noqa: F401 - a fixture


@pytest.fixture
def desk(_desk: Desk) -> Desk:
    """Give everybody an address."""
    for person in _desk.people.values():
        person.email = f"{person.username}@example.org"
        person.save()
    return _desk


@pytest.fixture(autouse=True)
def queue(settings, db):
    """Send mail as production does."""
    settings.EMAIL_BACKEND = "cms.mail.backend.QueueBackend"
    settings.WAGTAILADMIN_BASE_URL = "https://portaal.example"
