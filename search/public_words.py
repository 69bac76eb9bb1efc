"""The words of documents that everybody may read, counted: the source of "did you mean".

Words of restricted documents never come here, so no suggestion can tell that they exist.
"""

from collections.abc import Collection, Iterator

from django.db.models import F

from cms.access import PUBLIC
from search.analysis.lists import stopwords
from search.analysis.words import fold, words
from search.models import DocumentText, PublicWord

MIN_LENGTH = 4
_CHUNK = 400  # values in one statement


def add(text: DocumentText, tokens: Collection[str]) -> None:
    """Count the words of a document, if everybody may read it."""
    for chunk in _chunks(text, tokens):
        PublicWord.objects.bulk_create([PublicWord(word=w) for w in chunk], ignore_conflicts=True)
        PublicWord.objects.filter(word__in=chunk).update(documents=F("documents") + 1)


def remove(text: DocumentText, tokens: Collection[str]) -> None:
    """Take the words of a document out again; a word in no document is forgotten."""
    for chunk in _chunks(text, tokens):
        PublicWord.objects.filter(word__in=chunk, documents__lte=1).delete()
        PublicWord.objects.filter(word__in=chunk).update(documents=F("documents") - 1)


def _chunks(text: DocumentText, tokens: Collection[str]) -> Iterator[list[str]]:
    if PUBLIC not in tokens:
        return
    everything = "\n".join([text.title, text.summary, text.keywords, text.body])
    found = {fold(word) for word, _start, _end in words(everything)} - stopwords()
    known = sorted(word for word in found if len(word) >= MIN_LENGTH and word.isalpha())
    for start in range(0, len(known), _CHUNK):
        yield known[start : start + _CHUNK]
