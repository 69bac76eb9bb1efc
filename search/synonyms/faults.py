"""What is wrong with a rule by itself, in words for who wrote it."""

from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.synonyms.rules import ARROW, SEPARATOR, Expression, expression

MAX_RULE = 500  # characters
MAX_EXPRESSIONS = 20  # in a rule; each is one more thing to look for in every text
MAX_WORDS = 8  # in an expression

NO_RULE = _("Type a rule. For example: carbide shooting, milk churn shooting.")
TOO_LONG = _("A rule has at most %(limit_value)d characters. Make it two rules.")


def faults_in(text: str) -> list[ValidationError]:
    """Return why a rule cannot be; nothing if it can. Each fault has a code for the log."""
    if len(text) > MAX_RULE:
        return [ValidationError(TOO_LONG, "too_long", {"limit_value": MAX_RULE})]
    if len(text.strip().splitlines()) > 1:
        return [ValidationError(_("A rule stands on one line. Add one rule at a time."), "lines")]
    sides = [[part.strip() for part in side.split(SEPARATOR)] for side in text.split(ARROW)]
    parts = [part for side in sides for part in side]
    if not any(parts):
        return [ValidationError(NO_RULE, "empty")]
    expressions = [[expression(part) for part in side] for side in sides]
    return (
        list(_in_shape(sides))
        or list(_in_expressions(each for side in expressions for each in side))
        or list(_in_meaning(expressions))
    )


def _in_shape(sides: Sequence[Sequence[str]]) -> Iterator[ValidationError]:
    if len(sides) > 2:  # noqa: PLR2004 - left and right
        yield ValidationError(
            _("“=>” can stand in a rule once. Make a rule of each step."), "arrows"
        )
        return
    if not any(sides[0]):
        yield ValidationError(
            _("Nothing stands before “=>”. Put there what readers type."), "empty_side"
        )
    if not any(sides[-1]):
        yield ValidationError(
            _("Nothing stands after “=>”. Put there what the search should find too."),
            "empty_side",
        )
    if any(any(side) and not all(side) for side in sides):
        yield ValidationError(
            _("A comma has nothing before or after it. Remove that comma, or add the words."),
            "comma",
        )
    number = sum(map(len, sides))
    if number == 1:
        reason = _(
            "A rule needs two expressions or more. Write “a, b” when both mean the same, and "
            "“a => b” when who types a should find b too."
        )
        yield ValidationError(reason, "single")
    if number > MAX_EXPRESSIONS:
        reason = _("A rule has at most %(most)d expressions. Make it two rules.")
        yield ValidationError(reason, "many", {"most": MAX_EXPRESSIONS})


def _in_expressions(expressions: Iterable[Expression]) -> Iterator[ValidationError]:
    for each in expressions:
        if not each.asked:
            reason = _(
                "“%(words)s” has no word that the search looks for, only small words or signs. "
                "Add a word that says what it is about, or leave it out."
            )
            yield ValidationError(reason, "no_word", {"words": each.text})
        elif len(each.terms) > MAX_WORDS:
            reason = _("“%(words)s” is too long. Keep to at most %(most)d words.")
            yield ValidationError(reason, "words", {"words": each.text, "most": MAX_WORDS})


def _in_meaning(sides: Sequence[Sequence[Expression]]) -> Iterator[ValidationError]:
    """Say which expressions are the same to the search, on one side or on both."""
    first: dict[tuple[str, ...], Expression] = {}
    for each in (each for side in sides for each in side):
        known = first.setdefault(each.asked, each)
        if known is not each:
            reason = _(
                "“%(one)s” and “%(other)s” are the same to the search, and a word cannot mean "
                "itself. Capitals, accents, plurals and small words make no difference. Leave one "
                "out."
            )
            yield ValidationError(reason, "itself", {"one": known.text, "other": each.text})
