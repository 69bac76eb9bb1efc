"""The language check: texts within the bounds of bounds.yaml, without words_to_avoid.yaml."""

import re
from statistics import mean

import pytest
import textstat
import yaml

from tests.content.texts import HERE, Item, bounds, items, lines, sentences

BOUNDS = bounds()
ITEMS = items()
KNOWLEDGE = [item for item in ITEMS if "kind" in item.fields]
AVOID: dict[str, str] = yaml.safe_load((HERE / "words_to_avoid.yaml").read_text("utf-8"))
_AVOIDED = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, AVOID))})(?!\w)", re.IGNORECASE)
_QUOTED = re.compile("“[^”]*”|„[^”]*”|'[^']*'(?!\\w)|\"[^\"]*\"")


def of(found: list[Item]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("item", found, ids=[item.name for item in found])


@pytest.fixture(scope="module", autouse=True)
def dutch() -> None:
    """Count syllables as Dutch does; its Flesch formula is then Douma's."""
    textstat.set_lang("nl")


@of(ITEMS)
def test_a_title_fits_a_card(item: Item) -> None:
    assert len(item.fields["title"]) <= BOUNDS["title"]["most"]


@of([item for item in ITEMS if "summary" in item.fields])
def test_a_summary_says_enough_and_not_more(item: Item) -> None:
    length = len(" ".join(item.fields["summary"].split()))
    assert BOUNDS["summary"]["least"] <= length <= BOUNDS["summary"]["most"]


@of(ITEMS)
def test_sentences_are_short(item: Item) -> None:
    bound = BOUNDS["sentence"]
    found = sentences(item)
    lengths = [len(sentence.split()) for sentence in found]
    assert [s for s in found if len(s.split()) > bound["longest"]] == []
    assert sum(n > bound["long"] for n in lengths) <= bound["most_long"] * len(lengths)
    assert mean(lengths) <= bound["mean"]


@of(ITEMS)
def test_words_are_short_enough_to_read_easily(item: Item) -> None:
    text = " ".join(line if line[-1] in ".!?" else f"{line}." for line in lines(item.fields))
    assert textstat.flesch_reading_ease(text) >= BOUNDS["reading_ease"]["least"]


@of(ITEMS)
def test_no_words_that_readers_stumble_over(item: Item) -> None:
    text = _QUOTED.sub("", "\n".join(lines(item.fields)))
    found = {word.lower(): AVOID[word.lower()] for word in _AVOIDED.findall(text)}
    assert found == {}
