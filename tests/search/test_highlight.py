"""What of a hit shows why it was found."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.contract import Highlight
from search.highlight import PASSAGE, Highlighter
from search.query import Asked, parse


def highlight(asked: Asked | None, *texts: str) -> Highlight:
    """Mark the texts of one hit."""
    return Highlighter(asked).highlight(*texts)


@pytest.mark.parametrize(
    ("typed", "title", "expected"),
    [
        ("bedreigd", "Bedreigingen thuis", "<mark>Bedreigingen</mark> thuis"),
        ("overlast", "Woonoverlast", "<mark>Woonoverlast</mark>"),
        ("oov", "Openbare orde en veiligheid", "<mark>Openbare orde en veiligheid</mark>"),
        ("OM", "Om het OM", "Om het <mark>OM</mark>"),
        ("foto", "Foto's", "<mark>Foto</mark>&#x27;s"),
        ('"de schuur"', "Achter de schuur", "Achter <mark>de schuur</mark>"),
        ("lab", "Lab & <b>schuur</b>", "<mark>Lab</mark> &amp; &lt;b&gt;schuur&lt;/b&gt;"),
        ("schuur lab", "Lab schuur", "<mark>Lab</mark> <mark>schuur</mark>"),
        ("geen", "Niets", "Niets"),
        ("e\u0301e\u0301n", "Één plan", "<mark>Één</mark> plan"),
    ],
)
def test_words_that_match_are_marked(typed: str, title: str, expected: str) -> None:
    assert highlight(parse(typed), title, "", "").title == expected


def test_the_summary_is_shown_when_it_matches() -> None:
    assert highlight(parse("lab"), "", "Een lab.", "Nog een lab.").text == "Een <mark>lab</mark>."


def test_a_passage_is_shown_when_only_the_text_matches() -> None:
    body = "Niets hier. " * 60 + "Er lag drugsafval bij het lab in de schuur. " + "En niets. " * 60
    text = highlight(parse("drugsafval lab"), "", "Samenvatting.", body).text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert "<mark>drugsafval</mark> bij het <mark>lab</mark> in de schuur" in text
    assert len(text) < PASSAGE + 150


def test_without_a_match_the_summary_stands_as_it_is() -> None:
    shown = highlight(parse("limburg"), "Titel", "1 < 2", "Tekst")
    assert (shown.title, shown.text) == ("Titel", "1 &lt; 2")
    assert highlight(None, "Titel", "1 < 2", "Tekst") == shown


pieces = st.lists(
    st.one_of(
        st.sampled_from(["lab", "drugslab", "<script>", "&amp;", "'", '"', "</mark>", "<mark>"]),
        st.text(max_size=20),
    ),
    max_size=40,
).map(" ".join)


@given(pieces, pieces, pieces, pieces)
def test_only_marks_are_markup_and_no_text_is_lost(
    typed: str, title: str, summary: str, body: str
) -> None:
    shown = highlight(parse(typed + " lab"), title, summary, body)
    for html in (shown.title, shown.text):
        bare = re.sub(r"</?mark>", "", html)
        assert not re.search("[<>\"']", bare)
        assert re.sub(r"[^<>/]", "", re.sub(r"<mark>[^<]*</mark>", "", html)).strip("/") == ""
    assert unescape(re.sub(r"</?mark>", "", shown.title)) == title
    text = re.sub(r"</?mark>", "", shown.text).removeprefix("… ").removesuffix(" …")
    assert unescape(text) in summary or unescape(text) in body
