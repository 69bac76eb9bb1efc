"""BSN and IBAN: a valid check is found in any notation, anything else is left alone."""

import pytest

from cms.privacy import Kind
from tests.privacy.reading import found


@pytest.mark.parametrize(
    "number",
    ["111222333", "1112.22.333", "111 222 333", "111.222.333", "111-222-333", "17594571"],
)
def test_a_bsn_is_found_in_any_notation(number: str) -> None:
    assert found(f"Zijn nummer is {number}.", Kind.BSN) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "111222334",  # fails the 11-test
        "000000000",
        "11122233",
        "1112223330",
        "€ 111.222.333",
        "111.222.333 euro",
        "111222333,50",
        "RSIN 111222333",
        "NL111222333B01",
        "12-03-1980",
        "20240312",
    ],
)
def test_no_bsn(text: str) -> None:
    assert found(f"Het gaat om {text} in totaal.", Kind.BSN) == []


@pytest.mark.parametrize("number", ["13496256", "35043854"])
def test_after_the_word_bsn_eight_digits_are_one_with_a_zero_before_it(number: str) -> None:
    for word in ("bsn", "BSN:", "BSN-nr", "burgerservicenummer"):
        assert found(f"Zijn {word} {number} stond erbij.", Kind.BSN) == [number]


def test_a_bsn_may_end_on_the_next_line_and_stand_in_a_column() -> None:
    assert found("nummer 11122\n2333 dus", Kind.BSN) == ["11122\n2333"]
    assert found("111 222 333\n999 994 487", Kind.BSN) == ["111 222 333", "999 994 487"]


@pytest.mark.parametrize(
    "number",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "NL 91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "NL91.ABNA.0417.1643.00",
        "BE95 3591 7893 9058",
        "DE30358501705792489871",
    ],
)
def test_an_iban_is_found_in_any_notation(number: str) -> None:
    assert found(f"Maak het over op {number} ten name van de club.", Kind.IBAN) == [number]


@pytest.mark.parametrize("text", ["NL90ABNA0417164300", "XX91ABNA0417164300", "NL91ABNA041716430"])
def test_no_iban(text: str) -> None:
    assert found(f"De code {text} is geen rekening.", Kind.IBAN) == []
