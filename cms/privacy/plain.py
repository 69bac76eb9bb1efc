"""A text as the detectors read it: one kind of space, dash, quote and digit, nothing invisible.

Personal data copied from a PDF or a chat holds no-break spaces, soft hyphens or full-width digits.
Detectors need not know: they read the plain text, and `Plain.original` gives places in the text
that somebody wrote.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Soft hyphen, joiners, zero-width and direction marks (Unicode, default ignorable).
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
ODD = re.compile(rf"[{INVISIBLE}\u0300-\u036f]")
# At most four marks on a letter: composing more takes time that grows with their square.
UNEVEN = re.compile(rf"[{INVISIBLE}]+|[^\W\d_][\u0300-\u036f]{{1,4}}")

SPACES = "\t\v\f\r\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
LINE_ENDS = "\u0085\u2028\u2029"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63"
QUOTES = "\u2018\u2019\u201b\u02bc\u0060\u00b4"
EVEN = {
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(map(ord, LINE_ENDS), "\n"),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, QUOTES), "'"),
    0x130: "I",  # with a dot: the only letter that gets longer in small letters
    **{0xFF01 + place: chr(0x21 + place) for place in range(94)},  # full width
    **{0x1D7CE + place: str(place % 10) for place in range(50)},  # mathematical digits
}


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text, and where each of its characters begins and ends in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]`, not empty, stands in the original."""
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> Plain:
    """Make a text plain: marks joined to their letter (NFC), invisible characters left out."""
    length = len(text)
    if not ODD.search(text):
        return Plain(text.translate(EVEN), range(length), range(1, length + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in UNEVEN.finditer(text):
        pieces.append(text[done : match.start()])
        starts.extend(range(done, match.start()))
        ends.extend(range(done + 1, match.start() + 1))
        done = match.end()
        if match[0][0].isalpha():
            letter = unicodedata.normalize("NFC", match[0])
            pieces.append(letter)
            starts.extend([match.start()] * len(letter))
            ends.extend([match.end()] * len(letter))
    pieces.append(text[done:])
    starts.extend(range(done, length))
    ends.extend(range(done + 1, length + 1))
    return Plain("".join(pieces).translate(EVEN), starts, ends)
