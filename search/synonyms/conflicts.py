"""What is wrong with a rule beside others: said already, too much together, or a loop."""

from collections import defaultdict, deque
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from search.synonyms.expansion import MOST_ALTERNATIVES
from search.synonyms.rules import Rule, Terms

MOST_NAMED = 3  # rules of a loop

Others = Mapping[str, Rule]  # by what each is called
_Start = Mapping[Terms, list[tuple[str, Rule]]]


def duplicate(rule: Rule, others: Others) -> ValidationError | None:
    """Say which other rule holds everything that this one says."""
    pairs = set(rule.pairs())
    for name, other in others.items():
        if pairs <= set(other.pairs()):
            reason = _("This is in a rule already: %(other)s. One of the two is enough.")
            return ValidationError(reason, "duplicate", {"other": name})
    return None


def crowd(rule: Rule, others: Others) -> ValidationError | None:
    """Say which expression would mean too many things."""
    found: dict[Terms, set[Terms]] = defaultdict(set)
    for each in (*others.values(), rule):
        for source, target in each.pairs():
            found[source].add(target)
    for typed in rule.sources:
        if len(found[typed.terms]) > MOST_ALTERNATIVES:
            reason = _(
                "“%(words)s” would find more than %(most)d other expressions, in all rules "
                "together. Choose those that readers need most."
            )
            return ValidationError(
                reason, "crowd", {"words": typed.text, "most": MOST_ALTERNATIVES}
            )
    return None


def loop(rule: Rule, others: Others) -> ValidationError | None:
    """Say by which other rules there is a way back from what is found to what is typed.

    A way back over rules of equals alone is no loop: those say themselves that both are the same.
    """
    starting: dict[Terms, list[tuple[str, Rule]]] = {}
    for name, other in others.items():
        for source in other.sources:
            starting.setdefault(source.terms, []).append((name, other))
    for target in rule.targets:
        ways = _ways(target.terms, starting)
        for source in rule.sources:
            if source.terms != target.terms and source.terms in ways:
                return _told(source.text, target.text, ways[source.terms])
    return None


def _told(source: str, target: str, way: tuple[str, ...]) -> ValidationError:
    reason = _(
        "This makes a loop: “%(source)s” would find “%(target)s”, and “%(target)s” leads back to "
        "“%(source)s” by %(rules)s. If they mean the same, make one rule of them with a comma in "
        "place of both. If not, leave this one out."
    )
    rules = ", ".join(way[:MOST_NAMED]) + (", …" if len(way) > MOST_NAMED else "")
    return ValidationError(reason, "loop", {"source": source, "target": target, "rules": rules})


def _ways(start: Terms, starting: _Start) -> dict[Terms, tuple[str, ...]]:
    """Return what an expression leads to by one way rules, with equals between, and by which."""
    found: dict[Terms, tuple[str, ...]] = {}
    seen = {(start, False)}
    queue: deque[tuple[Terms, bool, tuple[str, ...]]] = deque([(start, False, ())])
    while queue:
        terms, goes_one_way, taken = queue.popleft()
        for name, rule in starting.get(terms, ()):
            for target in rule.targets:
                state = target.terms, goes_one_way or rule.is_one_way
                if state not in seen:
                    seen.add(state)
                    way = (*taken, name)
                    queue.append((*state, way))
                    if state[1]:
                        found.setdefault(target.terms, way)
    return found
