"""What was probably meant: words of public documents, for words that no public document has."""

from collections.abc import Iterator

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.dutch import is_stopword, terms_of
from search.analysis.words import fold, words
from search.models import PublicWord
from search.query import MAX_CHARACTERS, MAX_WORDS
from search.synonyms import Synonyms, reviewed

MIN_LENGTH = 3  # characters of a word that could be misspelt
LONG_WORD = 6  # characters from which two typing errors are likely
MIN_PART = 4  # characters of a word inside a compound


def correction(text: str, synonyms: Synonyms | None = None) -> str | None:
    """Return the text with words that no public document has put right; None if none can be.

    A word becomes the nearest public word, or two public words if it is made of these. A word with
    a synonym is no error.
    """
    text = text[:MAX_CHARACTERS]
    unknown = _unknown_words(text, synonyms or reviewed())
    if not unknown:
        return None
    known = _candidates({word for word, _start, _end in unknown})
    corrected, place = "", 0
    for word, start, end in unknown:
        meant = None if word in known else _nearest(word, known) or _taken_apart(word, known)
        corrected += text[place:start] + (meant or text[start:end])
        place = end
    corrected += text[place:]
    return corrected if corrected != text else None


def _unknown_words(text: str, synonyms: Synonyms) -> list[tuple[str, int, int]]:
    """Return the typed words that could be misspelt: folded, with their place."""
    return [
        (fold(word), start, end)
        for word, start, end in list(words(text))[:MAX_WORDS]
        if word.isalpha()
        and len(fold(word)) >= MIN_LENGTH
        and not is_stopword(word)
        and not synonyms.alternatives(terms_of(word)[0])
    ]


def _candidates(typed: set[str]) -> dict[str, int]:
    """Return public words about as long as a typed one, or part of it, with their documents."""
    near = Q(word__in={part for word in typed for pair in _halves(word) for part in pair})
    for length in {len(word) for word in typed}:
        near |= Q(length__gte=length - 2, length__lte=length + 2)
    rows = PublicWord.objects.annotate(length=Length("word")).filter(near)
    return dict(rows.values_list("word", "documents"))


def _nearest(word: str, known: dict[str, int]) -> str | None:
    """Return the public word at the fewest typing errors; the most used one of several."""
    errors = 1 if len(word) < LONG_WORD else 2
    found = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=errors, limit=20)
    if not found:
        return None
    best, _distance, _key = min(found, key=lambda row: (row[1], -known[row[0]], row[0]))
    return best


def _taken_apart(word: str, known: dict[str, int]) -> str | None:
    """Return the two public words that a compound is made of; the most used pair of several."""
    pairs = [(first, second) for first, second in _halves(word) if {first, second} <= known.keys()]
    best = max(pairs, key=lambda pair: min(known[part] for part in pair), default=None)
    return " ".join(best) if best else None


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield each way to take a compound apart, with or without a linking s between."""
    for place in range(MIN_PART, len(word) - MIN_PART + 1):
        first, second = word[:place], word[place:]
        yield first, second
        if first.endswith("s") and len(first) > MIN_PART:
            yield first.removesuffix("s"), second
