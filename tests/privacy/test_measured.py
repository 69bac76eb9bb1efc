"""The finder reaches the bars of bars.yaml in every set, and the sets are what they should be."""

import pytest

from cms.demo.files import OWN_CONTENT
from cms.privacy import Kind, find
from tests.privacy.evaluation import report, score
from tests.privacy.marked import SETS, bars, marked, unmark

# Of each kind these sets hold at least so many; fewer say nothing. The fresh one is about names.
LEAST_SENTENCES = 5
OF_EVERY_KIND = ("tuning", "heldout")


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", SETS)
def test_the_finder_reaches_the_bars(name: str, kind: Kind) -> None:
    got, bar = score(marked(name), [kind]), bars()[kind.value]
    assert got.recall >= bar["recall"], got
    assert got.precision >= bar["precision"], got


def test_at_least_half_of_the_sentences_hold_no_personal_data() -> None:
    for name in SETS:
        sentences = marked(name)
        assert 2 * sum(not each.findings for each in sentences) >= len(sentences)
    assert sum(len(marked(name)) for name in SETS) >= 330


def test_the_first_two_sets_hold_every_kind() -> None:
    for name in OF_EVERY_KIND:
        for kind in Kind:
            assert score(marked(name), [kind]).sentences >= LEAST_SENTENCES, (name, kind)


def test_no_sentence_stands_in_two_sets_or_twice() -> None:
    texts = [each.text for name in SETS for each in marked(name)]
    assert len(set(texts)) == len(texts)


def test_a_mark_says_where_and_what() -> None:
    (finding,) = unmark("Bel {phone:06-12345678}.").findings
    assert (finding.kind, finding.start, finding.end) == (Kind.PHONE, 4, 15)


def test_the_report_prints_every_set_and_errors_of_the_tuning_set_only() -> None:
    lines = list(report())
    assert sum(line.lstrip().startswith("all ") for line in lines) == len(SETS)
    held_out = {each.text for each in marked("heldout")}
    assert not any(repr(text) in line for text in held_out for line in lines)


def test_the_demo_content_holds_no_personal_data() -> None:
    """Half a million characters by other writers than this finder's: anything found is false."""
    for path in OWN_CONTENT.glob("*/*.yaml"):
        text = path.read_text("utf-8")
        assert [text[each.start : each.end] for each in find(text)] == [], path.stem
