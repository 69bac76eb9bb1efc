"""Compare what is found with what is marked: only the same kind and place counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cms.privacy import Finding, Kind, find
from tests.privacy.marked import SETS, Marked, marked


@dataclass(frozen=True, slots=True)
class Score:
    """What was found, missed and falsely found; a finding with other bounds is missed and false."""

    sentences: int
    found: int
    missed: int
    false: int

    @property
    def recall(self) -> float:
        """The share of what is marked that was found."""
        return self.found / (self.found + self.missed or 1)

    @property
    def precision(self) -> float:
        """The share of what was found that is marked."""
        return self.found / (self.found + self.false or 1)


def score(sentences: Sequence[Marked], kinds: Iterable[Kind]) -> Score:
    """Count over sentences, for these kinds together."""
    kinds = set(kinds)

    def of(findings: Iterable[Finding]) -> set[Finding]:
        return {each for each in findings if each.kind in kinds}

    pairs = [(of(each.findings), of(find(each.text))) for each in sentences]
    return Score(
        sentences=sum(bool(wanted) for wanted, _given in pairs),
        found=sum(len(wanted & given) for wanted, given in pairs),
        missed=sum(len(wanted - given) for wanted, given in pairs),
        false=sum(len(given - wanted) for wanted, given in pairs),
    )


def report() -> Iterator[str]:
    """Yield the lines of the report: a table for each set, and the errors of the tuning set."""
    for name in SETS:
        yield from _table(name, marked(name))
    yield "\nErrors of the tuning set (those of the held-out set are not looked at)"
    for each in marked(SETS[0]):
        given = frozenset(find(each.text))
        for sign, findings in (
            ("missed", each.findings - given),
            ("false ", given - each.findings),
        ):
            for finding in findings:
                what = each.text[finding.start : finding.end]
                yield f"  {sign}  {finding.kind:11} {what!r} in {each.text!r}"


def _table(name: str, sentences: Sequence[Marked]) -> Iterator[str]:
    without = sum(not each.findings for each in sentences)
    yield f"\n{name}: {len(sentences)} sentences, {without} of them without personal data"
    yield f"  {'':12} sentences  found  missed  false  recall  precision"
    for label, kinds in (*((kind.value, [kind]) for kind in Kind), ("all", list(Kind))):
        got = score(sentences, kinds)
        yield (
            f"  {label:12} {got.sentences:9} {got.found:6} {got.missed:7} {got.false:6}"
            f" {got.recall:7.3f} {got.precision:10.3f}"
        )
