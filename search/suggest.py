"""Help while typing: titles that begin like this, and "did you mean"."""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms.access import Reader
from cms.models import KnowledgePage
from search.analysis.dutch import is_stopword, terms_of
from search.analysis.words import fold, words
from search.contract import Match, SearchQuery
from search.engines.database import statements
from search.models import PublicWord
from search.query import MAX_CHARACTERS, MAX_WORDS
from search.synonyms import reviewed

MIN_TYPED = 2  # characters before titles are suggested
MAX_TITLES = 8
LONG_WORD = 6  # characters from which two typing errors are likely


def titles(text: str, reader: Reader) -> list[KnowledgePage]:
    """Return at most eight readable items whose title goes on from what was typed."""
    typed = text[:MAX_CHARACTERS].strip()
    if len(typed) < MIN_TYPED:
        return []
    page_ids = statements().titles(typed, reader.tokens, MAX_TITLES)
    pages = KnowledgePage.objects.readable_by(reader).in_bulk(page_ids)
    return [pages[page_id] for page_id in page_ids if page_id in pages]


def correction(query: SearchQuery, total: int, match: Callable[[SearchQuery], Match]) -> str | None:
    """Return the text with misspelt words put right, if that gives this reader something to see.

    Only when nothing was found: then the page has no cards to read, and queries to spare.
    """
    if total:
        return None
    text = query.text[:MAX_CHARACTERS]
    unknown = _unknown_words(text)
    if not unknown:
        return None
    known = _candidates({word for word, _start, _end in unknown})
    corrected, place = "", 0
    for word, start, end in unknown:
        nearest = _nearest(word, known)
        corrected += text[place:start] + (nearest or text[start:end])
        place = end
    corrected += text[place:]
    if corrected == text:
        return None
    better = match(replace(query, text=corrected, page=1, page_size=1)).total
    return corrected if better else None


def _unknown_words(text: str) -> list[tuple[str, int, int]]:
    """Return the typed words that could be misspelt: folded, with their place."""
    synonyms = reviewed()
    return [
        (fold(word), start, end)
        for word, start, end in list(words(text))[:MAX_WORDS]
        if word.isalpha()
        and len(fold(word)) > MIN_TYPED
        and not is_stopword(word)
        and not synonyms.alternatives(terms_of(word)[0])
    ]


def _candidates(typed: set[str]) -> dict[str, int]:
    """Return public words about as long as a typed one, with the number of documents."""
    near = Q()
    for length in {len(word) for word in typed}:
        near |= Q(length__gte=length - 2, length__lte=length + 2)
    rows = PublicWord.objects.annotate(length=Length("word")).filter(near)
    return dict(rows.values_list("word", "documents"))


def _nearest(word: str, known: dict[str, int]) -> str | None:
    """Return the public word at the fewest typing errors; the most used one of several."""
    if word in known:
        return None
    errors = 1 if len(word) < LONG_WORD else 2
    found = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=errors, limit=20)
    if not found:
        return None
    best, _distance, _key = min(found, key=lambda row: (row[1], -known[row[0]], row[0]))
    return best
