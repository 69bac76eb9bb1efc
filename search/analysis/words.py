"""Words in a text, with their place, and their folded form."""

import re
import unicodedata
from collections.abc import Iterator

# Letters and digits with their combining accents. A final 's after an apostrophe (foto's, VNG's)
# belongs to the word but is not part of it. Java reads the same pattern, so that Elasticsearch's
# `pattern` tokenizer (group 1) finds the same words.
WORD = re.compile(r"([^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*)(?:['’ʼ][sS](?![^\W_]))?")

MAX_LENGTH = 64

# What Unicode does not take apart, as Lucene's ASCIIFoldingFilter writes it.
_UNDIVIDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word as written, with the place where it starts and ends in the text."""
    for match in WORD.finditer(text):
        yield match[1], match.start(1), match.end(1)


def fold(word: str) -> str:
    """Return a word in lower case, without accents and other marks, at most 64 characters."""
    decomposed = unicodedata.normalize("NFKD", word.lower()).lower().translate(_UNDIVIDED)
    if not decomposed.isalnum():
        decomposed = "".join(character for character in decomposed if character.isalnum())
    return decomposed[:MAX_LENGTH]
