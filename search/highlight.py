"""What of a hit shows why it was found: the original text, the words that match in <mark>."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice
from re import Match

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


class Highlighter:
    """Marks what was asked, in as many texts as there are hits: a word is judged once for all."""

    def __init__(self, asked: Asked | None) -> None:
        self._by_first: dict[str, list[Terms]] = {}
        for terms in set(phrases(asked)) if asked is not None else ():
            self._by_first.setdefault(terms[0], []).append(terms)
        self._wanted: set[str] = set()
        self._others: set[str] = set()

    def highlight(self, title: str, summary: str, body: str) -> Highlight:
        """Return title and summary with the words that match; a passage if the summary has none."""
        in_summary = self.spans(summary)
        text = marked(summary, in_summary)
        if not in_summary and (in_body := self.spans(body)):
            text = passage(body, in_body)
        return Highlight(marked(title, self.spans(title)), text)

    def spans(self, text: str) -> list[Span]:
        """Return the places in a text that match, in order and without overlap.

        A compound counts as a whole when one of its parts is wanted.
        """
        if not self._by_first or not self._judged(text):
            return []
        # An odd sign has no term.
        places = [
            place for place in islice(WORD.finditer(text), MAX_TOKENS) if terms_of(place[1])[0]
        ]
        found: list[Span] = []
        for number, place in enumerate(places):
            if place[1] not in self._wanted or (found and place.start(1) < found[-1][1]):
                continue
            length = self._length(places, number)
            if length:
                found.append((place.start(1), places[number + length - 1].end(1)))
        return found

    def _judged(self, text: str) -> bool:
        """Tell whether a word of the text can begin what is wanted."""
        words = set(WORD.findall(text))
        for word in words - self._wanted - self._others:
            term, parts = terms_of(word)
            is_wanted = term in self._by_first or (parts and any(map(self._is_wanted_alone, parts)))
            (self._wanted if is_wanted else self._others).add(word)
        return not words.isdisjoint(self._wanted)

    def _length(self, places: Sequence[Match[str]], number: int) -> int:
        """Return of how many words the longest phrase is that begins here; none of none."""
        term, parts = terms_of(places[number][1])
        lengths = [
            len(terms)
            for terms in self._by_first.get(term, ())
            if tuple(terms_of(other[1])[0] for other in places[number : number + len(terms)])
            == terms
        ]
        return max(lengths, default=int(any(map(self._is_wanted_alone, parts))))

    def _is_wanted_alone(self, part: str) -> bool:
        return (part,) in self._by_first.get(part, ())


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
