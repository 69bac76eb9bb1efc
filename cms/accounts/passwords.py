"""How hard a password is to guess, for who knows this portal, its towns and the person."""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from cms.models import Municipality, Organisation

# zxcvbn's highest score: ten thousand million guesses and more.
HARD_TO_GUESS = 4
# Characters that are judged; many signs that may stand for letters take seconds in a longer text.
JUDGED = 32

_DUTCH = Path(__file__).with_name("guessed_words.txt").read_text(encoding="utf-8").split()
_one_at_a_time = Lock()  # zxcvbn keeps the words of one call for the whole process


class HardToGuessValidator:
    """A password takes more guesses than its length says: no known word with a year behind it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse what is guessed soon, and say what is not."""
        words = [*_parts(_about(user)), *_parts(_about_the_portal())]
        with _one_at_a_time:
            score = zxcvbn(password[:JUDGED], user_inputs=words)["score"]
        if score < HARD_TO_GUESS:
            raise ValidationError(self.get_help_text(), code="password_easy_to_guess")

    def get_help_text(self) -> str:
        """Say what to choose instead."""
        return _(
            "This password is easy to guess. Choose three or four words that have nothing to do "
            "with each other, with your work or with you, and a space or a hyphen between them."
        )


def _about(user: Any) -> list[str]:
    if user is None:
        return []
    return [user.get_username(), user.email, user.first_name, user.last_name]


def _about_the_portal() -> Iterator[str]:
    yield settings.WAGTAIL_SITE_NAME
    yield from _DUTCH
    yield from Organisation.objects.values_list("name", flat=True)
    yield from Municipality.objects.values_list("name", flat=True)


def _parts(texts: Iterator[str] | list[str]) -> Iterator[str]:
    """Each text whole, written together, and word by word; a word of two letters says nothing."""
    for text in texts:
        words = re.findall(r"\w{3,}", text)
        yield from dict.fromkeys([text, "".join(words), *words])
