"""Synonyms in Solr / Elasticsearch format, compared as terms, expanded when somebody searches."""

from collections.abc import Iterable, Sequence
from functools import cache

from search.analysis import lists
from search.analysis.dutch import analyse

Terms = tuple[str, ...]


class Synonyms:
    """Rules by the terms they start from: a sequence of terms, and what means the same."""

    def __init__(self, rules: Iterable[str]) -> None:
        self._alternatives: dict[Terms, dict[Terms, None]] = {}
        for rule in rules:
            self._add(rule)
        self._longest = max(map(len, self._alternatives), default=0)

    def longest_match(self, terms: Sequence[str], start: int) -> tuple[int, list[Terms]]:
        """Return how many terms from this place make up a known expression, and what it equals.

        (0, []) if no expression starts here.
        """
        for length in range(min(self._longest, len(terms) - start), 0, -1):
            found = self._alternatives.get(tuple(terms[start : start + length]))
            if found is not None:
                return length, list(found)
        return 0, []

    def alternatives(self, term: str) -> list[Terms]:
        """Return what means the same as one term."""
        return list(self._alternatives.get((term,), ()))

    def _add(self, rule: str) -> None:
        left, one_way, right = rule.partition("=>")
        sources = _expressions(left)
        targets = _expressions(right) if one_way else sources
        for source in sources:
            others = {target: None for target in targets if target != source}
            self._alternatives.setdefault(source, {}).update(others)


@cache
def reviewed() -> Synonyms:
    """The synonyms of `analysis/data/synonyms_nl.txt`."""
    return Synonyms(lists.lines("synonyms"))


def _expressions(text: str) -> list[Terms]:
    expressions = (tuple(token.term for token in analyse(part)) for part in text.split(","))
    return list(dict.fromkeys(terms for terms in expressions if terms))
