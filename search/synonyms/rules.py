"""A rule in Solr / Elasticsearch format, read as the search reads it: in terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.dutch import analyse, is_stopword

ARROW = "=>"
SEPARATOR = ","

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """One or more words that stand for one thing: as written, and its terms.

    `asked` are the terms without stop words: what is left of it when somebody types it.
    """

    text: str
    terms: Terms
    asked: Terms


@dataclass(frozen=True, slots=True)
class Rule:
    """What is typed, and what means the same; both are equal unless it goes one way."""

    text: str
    sources: tuple[Expression, ...]
    targets: tuple[Expression, ...]
    is_one_way: bool

    def pairs(self) -> Iterator[tuple[Terms, Terms]]:
        """Yield each expression with each other one that is found for it."""
        for source in self.sources:
            for target in self.targets:
                if target.terms != source.terms:
                    yield source.terms, target.terms


def read(text: str) -> Rule:
    """Read a rule. What has no word in it is passed over; nothing is an error."""
    left, arrow, right = text.partition(ARROW)
    sources = _expressions(left)
    return Rule(text, sources, _expressions(right) if arrow else sources, bool(arrow))


def expression(text: str) -> Expression:
    """Read one expression; without a word, it has no terms."""
    tokens = list(analyse(text))
    asked = (token for token in tokens if not is_stopword(text[token.start : token.end]))
    return Expression(
        text.strip(), tuple(token.term for token in tokens), tuple(token.term for token in asked)
    )


def _expressions(text: str) -> tuple[Expression, ...]:
    return tuple(found for part in text.split(SEPARATOR) if (found := expression(part)).terms)
