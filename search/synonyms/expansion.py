"""What means the same, by the terms that somebody typed."""

import logging
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from search.analysis import lists
from search.synonyms.faults import faults_in
from search.synonyms.rules import Rule, Terms, read

# Of one expression. More of them, for 32 words at once, is more than a cluster takes of a question.
MOST_ALTERNATIVES = 20

log = logging.getLogger(__name__)


class Synonyms:
    """Rules by the terms they start from: a sequence of terms, and what means the same.

    Rules that come first go first; what is over the bound of an expression is passed over.
    """

    def __init__(self, rules: Iterable[str | Rule]) -> None:
        self._alternatives: dict[Terms, dict[Terms, None]] = {}
        for rule in rules:
            self._add(read(rule) if isinstance(rule, str) else rule)
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

    def _add(self, rule: Rule) -> None:
        for source, target in rule.pairs():
            known = self._alternatives.setdefault(source, {})
            if len(known) < MOST_ALTERNATIVES:
                known[target] = None


@cache
def reviewed_rules() -> tuple[Rule, ...]:
    """The rules of `analysis/data/synonyms_nl.txt`, in its order."""
    return tuple(map(read, lists.lines("synonyms")))


@cache
def reviewed() -> Synonyms:
    """The synonyms of the reviewed file alone."""
    return Synonyms(reviewed_rules())


@lru_cache(maxsize=8)
def with_editors(rules: tuple[str, ...]) -> Synonyms:
    """Return the reviewed synonyms and those of editors, built when a rule differs from before.

    A rule that the form would refuse by itself (a script can write one) is logged and left out.
    """
    return Synonyms([*reviewed_rules(), *filter(None, map(_sound, rules))]) if rules else reviewed()


def _sound(text: str) -> Rule | None:
    faults = faults_in(text)
    for fault in faults:
        log.warning("The synonym rule %.100r is left out: %s", text, fault.code)
    return None if faults else read(text)
