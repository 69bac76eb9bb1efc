"""Whether what readers see of an item names a town: in a text, or in a file, read or not."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cms.models import KnowledgePage, Municipality
from cms.moderation.draft_texts import texts_of
from cms.moderation.privacy import is_signed
from cms.reading.order import dutch_key

# What people call a town, besides its name in the table of CBS.
ALSO_CALLED = {"s gravenhage": "den haag", "s hertogenbosch": "den bosch"}
LONG = 6  # letters from which a word that begins with the name counts: "Amsterdamse"


@dataclass(frozen=True, slots=True)
class Said:
    """What the texts and files of an item say of a town.

    `unread`: files that may name it, by name. The portal could not read them, or had no time, and
    no editor signed that they do not.
    """

    names: bool = False
    unread: tuple[str, ...] = ()

    @property
    def may_name(self) -> bool:
        """For where a name is taken off: rather once too often."""
        return self.names or bool(self.unread)


def said_of(item: KnowledgePage, town: Municipality) -> Said:
    """Look through all that readers see of this item; reading its files takes time."""
    says, unread = naming(town), []
    for text in texts_of(item):
        if text.path in item.INTERNAL_FIELDS:
            continue
        if says(text.words):
            return Said(names=True)
        if text.unreadable and not is_signed(item.alias_of or item, text, town):
            unread.append(text.words)
    return Said(unread=tuple(unread))


def naming(town: Municipality) -> Callable[[str], bool]:
    """Return what tells whether a text names this town."""
    name = _words(town.name.partition("(")[0])
    names = [each for each in (name, ALSO_CALLED.get(name)) if each]
    patterns = [rf"\b{each}" if len(each) >= LONG else rf"\b{each}\b" for each in names]
    said = re.compile("|".join(patterns))
    return lambda text: bool(said.search(_words(text)))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", dutch_key(text)))
