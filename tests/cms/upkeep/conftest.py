"""The people around an item; all mail is sent by the worker."""

from tests.cms.mail.conftest import desk, queue  # noqa: F401 - fixtures
from tests.cms.moderation.conftest import desk as _desk  # noqa: F401 - a fixture
