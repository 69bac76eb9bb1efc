"""No text makes the finder slow: its time grows with the length of the text, not faster."""

import time

import pytest

from cms.privacy import find

LONG, LONGEST = 50_000, 200_000  # characters
SECONDS = 5.0  # of a processor; the slowest takes half of one, a pattern that backtracks far more

HOSTILE = (
    *("a", "1", "1 ", "1.", "12-", "0", "06 ", "+", "(0)", "A", "A ", "1a", "X-", "é", "\n", "-"),
    *("@", "@a", "a@", "@a.", "@a@b.", "a [at] ", "a at b dot ", "x.com/a/", "https://", ":", "a:"),
    *("van der ", "Van ", "'t ", "J.", "Jan ", "Jan-", "d'", "mevrouw ", "wethouders Jan, "),
    *("Jan de Vries, wethouder ", ", de ", "Financiën en ", "burgemeester van de ", "Beste "),
    *("NL12 ", "NL12AB ", "PL0600-", "Z/24/", "zaaknummer 12345, ", "zaak is ", "kenteken A "),
    *("1234 AB ", "12, ", "straat ", "Dorpsstraat 12 ", "Laan van de ", "geboren Jan ", "* "),
    *(
        "Anna ",
        "Anna de ",
        "Aan: ",
        ": Jan Bos, Jan Bos, ",
        "orde en ",
        "adviseur orde en veiligheid ",
    ),
    *("wethouder (", "raadslid voor ", "griffier a.i. ", "zijn man ", "groeten, Jan ", "door Jan "),
    *("instagram ", "telegramnaam ", "x-account a_1 ", "insta: jan ", "1234AB", "1234AB12 "),
    *("12-03-1980 ", "12-03-1980, ", "1.2.3.4 ", "1.1.1.1, ", "1::", "\u200b", "a\u0301", "\u0301"),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = piece * (LONG // len(piece))
    started = time.process_time()
    find(text)
    assert time.process_time() - started < SECONDS


def test_time_grows_with_the_length_of_the_text() -> None:
    """Four times the text, at most ten times the time: a square would take sixteen."""

    def seconds(length: int) -> float:
        text = "".join(HOSTILE)
        text *= length // len(text) + 1
        started = time.process_time()
        find(text)
        return time.process_time() - started

    seconds(LONG)
    assert seconds(LONGEST) < 10 * min(seconds(LONG) for _round in range(3))
