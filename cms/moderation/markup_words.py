"""The words in the XML of an office document: what stands in elements, and in some attributes."""

from typing import Any
from urllib.parse import unquote

from cms.moderation.file_limits import Room

# Elements with which a line ends, in Word, PowerPoint, Excel and OpenDocument.
ENDS_LINE = frozenset("p h br tab si row table-cell line-break c".split())
# Elements with words in which no line ends; after any other that holds words one does.
WITHIN_LINE = frozenset("a b delText i instrText r rPr s span t tspan".split())
PLACES = frozenset("align pctHeight pctWidth posOffset".split())  # where a drawing stands
# Attributes in which somebody types: other texts, names, choices, links, values of a pivot table.
TYPED = frozenset(
    "alt descr display displayText href instr name prompt title tooltip v value".split()
)
PICTURES = frozenset("blip image imagedata".split())
# Elements whose name, or whose value, a program gives.
NOT_TYPED = frozenset("font-face gd list-style master-page page-layout style x".split())


class Words:
    """Gathers the words of one part, as lines, in the order in which they are read."""

    def __init__(self, room: Room, *, every_element: bool = False) -> None:
        self._room = room
        self._every_element = every_element
        self._words: list[str] = []
        self._typed: dict[str, None] = {}  # after the words: a picture may stand in a word
        self._holds_words = False
        self._skipping = False
        self._has_words = False
        self._has_picture = False

    @property
    def is_picture(self) -> bool:
        """Tell whether only people can read it."""
        return self._has_picture and not self._has_words

    def start(self, tag: str, attributes: Any) -> None:
        """Take what was typed into attributes."""
        local = _local(tag)
        self._holds_words = False
        self._skipping = local in PLACES
        self._has_picture = self._has_picture or local in PICTURES
        if local in NOT_TYPED:
            return
        if attributes.get("TargetMode") == "External":
            self._take_typed(unquote(attributes.get("Target", "")))
        for name, value in attributes.items():
            own = _local(name)
            # A link within the document, or to a picture in it, leads nowhere.
            if own in TYPED and (own != "href" or ":" in value):
                self._take_typed(unquote(value) if own == "href" else value)

    def data(self, data: str) -> None:
        """Take what stands in an element."""
        if not self._skipping:
            self._holds_words = self._holds_words or not data.isspace()
            self._has_words = self._has_words or self._holds_words
            self.add(data)

    def end(self, tag: str) -> None:
        """End the line, after what holds words and is not within a line."""
        local = _local(tag)
        own_line = self._holds_words and local not in WITHIN_LINE
        if self._every_element or own_line or local in ENDS_LINE:
            self.add("\n")
        self._holds_words = self._skipping = False

    def add(self, words: str) -> None:
        """Write words out."""
        self._room.take_characters(len(words))
        self._words.append(words)

    def close(self) -> str:
        """Return it all."""
        return "\n".join(["".join(self._words), *self._typed])

    def _take_typed(self, words: str) -> None:
        if words and words not in self._typed:
            self._room.take_characters(len(words))
            self._typed[words] = None


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]
