"""What holds for any number and any text, tried on generated ones."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban
from stdnum.nl import bsn

from cms.privacy import Kind, find
from cms.privacy.plates import LETTERS, NEED_A_WORD, NEVER, SIDE_CODES
from tests.privacy.reading import found

WORDS = st.lists(
    st.sampled_from("de dader belde toen zij met het team sprak, en daarna schreef hij".split()),
    max_size=8,
).map(" ".join)
INVISIBLE = st.sampled_from(["", "\u200b", "\u00ad", "\ufeff", "\u200d\u200b"])


def bsns() -> st.SearchStrategy[str]:
    """Nine digits that pass the 11-test: the first to do so from some number on."""
    return st.integers(100_000_000, 999_999_000).map(
        lambda start: next(str(number) for number in count(start) if bsn.is_valid(str(number)))
    )


def grouped(number: str, sizes: list[int], sign: str) -> str:
    groups, place = [], 0
    for size in sizes:
        groups.append(number[place : place + size])
        place += size
    return sign.join(groups)


@st.composite
def written_bsns(draw: st.DrawFn) -> str:
    sizes = draw(st.sampled_from([[9], [4, 2, 3], [3, 3, 3], [1] * 9, [2, 2, 2, 3]]))
    return grouped(draw(bsns()), sizes, draw(st.sampled_from([".", " ", "\u00a0"])))


@st.composite
def written_ibans(draw: st.DrawFn) -> str:
    bank = draw(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4))
    account = f"{bank}{draw(st.integers(0, 10**10 - 1)):010d}"
    number = f"NL{iban.calc_check_digits(f'NL00{account}')}{account}"
    sizes = draw(st.sampled_from([[18], [4, 4, 4, 4, 2], [2, 2, 4, 10], [4, 14]]))
    text = grouped(number, sizes, draw(st.sampled_from([" ", ".", "\u202f", "-"])))
    if text[2] not in "0123456789 ":
        text = number
    return draw(st.sampled_from([text, text.lower()]))


@st.composite
def plates(draw: st.DrawFn) -> str:
    code = draw(st.sampled_from(SIDE_CODES))
    signs = {"X": st.sampled_from(sorted(LETTERS)), "9": st.sampled_from("0123456789")}
    plate = "".join(draw(signs[sign]) if sign in signs else sign for sign in code)
    if NEVER & set(plate.split("-")) or set(plate) <= set("X9-"):  # not given out; a form
        plate = code.replace("X", "G").replace("9", "1")
    dash = draw(st.sampled_from(["-", "\u2011", "\u2013", ""]))
    return plate.replace("-", "-" if code in NEED_A_WORD and not dash else dash)


@given(WORDS, written_bsns(), WORDS)
def test_a_valid_bsn_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    assert found(f"{before} {number} {after}", Kind.BSN) == [number]


@given(WORDS, st.integers(10_000_000, 999_999_999).map(str), WORDS)
def test_a_number_that_fails_the_11_test_is_never_a_bsn(
    before: str, digits: str, after: str
) -> None:
    if not bsn.is_valid(digits):
        assert found(f"{before} {digits} {after}", Kind.BSN) == []


@given(WORDS, written_ibans(), WORDS)
def test_a_valid_iban_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    assert found(f"{before} {number} {after}", Kind.IBAN) == [number]


@given(written_ibans(), st.integers(1, 9))
def test_a_wrong_check_is_never_an_iban(number: str, wrong: int) -> None:
    last = str((int(number[-1]) + wrong) % 10)
    assert found(f"naar {number[:-1]}{last} toe", Kind.IBAN) == []


@given(WORDS, plates(), WORDS)
def test_a_plate_of_any_side_code_is_found(before: str, plate: str, after: str) -> None:
    assert found(f"{before} {plate} {after}", Kind.PLATE) == [plate]


@given(bsns(), st.lists(INVISIBLE, min_size=8, max_size=8), INVISIBLE)
def test_invisible_characters_neither_hide_a_number_nor_shift_it(
    number: str, between: list[str], before: str
) -> None:
    hidden = "".join(map("".join, zip(number, [*between, ""], strict=True)))
    assert found(f"é {before} nummer {hidden} dus", Kind.BSN) == [hidden]


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from("0123456789 .-/@:()\n'"),
    st.sampled_from("ABGXaeé\u0301\u200b\u00a0\u2011０"),
)
PIECES = st.sampled_from(
    [
        *("wethouder ", "Jansen", "van der ", "06-", "111222333", "NL91ABNA0417164300", "@", ".nl"),
        *("geboren ", "12-03-1980", "kenteken ", "GB-123-K", "zaaknummer ", "1234 AB 12", "straat"),
        *("x.com/", "Dorpsstraat 12", "192.0.2.1", "2001:db8::", ", ", "\n", "\u200b", "e\u0301"),
    ]
)


@given(st.one_of(st.text(ALPHABET), st.lists(st.one_of(PIECES, st.text(ALPHABET))).map("".join)))
def test_in_any_text_findings_lie_inside_it_and_never_overlap(text: str) -> None:
    end = 0
    for each in find(text):
        assert end <= each.start < each.end <= len(text)
        end = each.end
