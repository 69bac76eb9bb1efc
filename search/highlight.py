"""What of a hit shows why it was found: the original text, the words that match in <mark>."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from search.analysis.dutch import terms_of
from search.analysis.words import WORD
from search.contract import Highlight
from search.query import Asked, phrases
from search.synonyms import Terms

PASSAGE = 220  # characters
MAX_TOKENS = 5_000  # a passage further down helps nobody to choose

Span = tuple[int, int]


def highlight(asked: Asked | None, title: str, summary: str, body: str) -> Highlight:
    """Return title and summary with the words that match; a passage if the summary has none."""
    wanted = set(phrases(asked)) if asked is not None else set()
    in_summary = spans(summary, wanted)
    text = marked(summary, in_summary)
    if wanted and not in_summary:
        in_body = spans(body, wanted)
        if in_body:
            text = passage(body, in_body)
    return Highlight(marked(title, spans(title, wanted)), text)


def spans(text: str, wanted: Iterable[Terms]) -> list[Span]:
    """Return the places in a text that match, in order and without overlap.

    A compound counts as a whole when one of its parts is wanted.
    """
    by_first: dict[str, list[Terms]] = {}
    for terms in wanted:
        by_first.setdefault(terms[0], []).append(terms)
    if not by_first:
        return []
    places = list(islice(WORD.finditer(text), MAX_TOKENS))
    # Each word is looked at once, and most of them never again.
    read = {word: terms_of(word) for word in {place[1] for place in places}}
    wanted_words = {
        word
        for word, (term, parts) in read.items()
        if term in by_first or any((part,) in by_first.get(part, ()) for part in parts)
    }
    if not wanted_words:
        return []
    places = [place for place in places if read[place[1]][0]]  # an odd sign has no term
    found: list[Span] = []
    for number, place in enumerate(places):
        if place[1] not in wanted_words or (found and place.start(1) < found[-1][1]):
            continue
        term, parts = read[place[1]]
        lengths = [
            len(terms)
            for terms in by_first.get(term, ())
            if tuple(read[other[1]][0] for other in places[number : number + len(terms)]) == terms
        ]
        if not lengths and any((part,) in by_first.get(part, ()) for part in parts):
            lengths = [1]
        if lengths:
            found.append((place.start(1), places[number + max(lengths) - 1].end(1)))
    return found


def marked(text: str, found: Iterable[Span]) -> SafeString:
    """Return the text as safe HTML, everything escaped, these places in <mark>."""
    pieces: list[SafeString] = []
    place = 0
    for start, end in found:
        pieces.append(conditional_escape(text[place:start]))
        pieces.append(format_html("<mark>{}</mark>", text[start:end]))
        place = end
    pieces.append(conditional_escape(text[place:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def passage(text: str, found: list[Span]) -> SafeString:
    """Return the stretch of about 220 characters with most matches, cut at whole words."""
    starts = [start for start, _end in found]
    reach = [bisect_left(starts, start + PASSAGE) - n for n, start in enumerate(starts)]
    first = max(range(len(found)), key=lambda n: (reach[n], -n))
    begin = _word_start(text, max(0, starts[first] - PASSAGE // 4))
    end = _word_end(text, max(begin + PASSAGE, found[first][1]))
    inside = [(s - begin, e - begin) for s, e in found if s >= begin and e <= end]
    before = "… " if begin else ""
    after = " …" if end < len(text) else ""
    return format_html("{}{}{}", before, marked(text[begin:end], inside), after)


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    space = text.rfind(" ", max(0, place - 40), place)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.find(" ", place, place + 40)
    return space if space >= 0 else place
