"""By which number somebody's file can be looked up."""

import pytest

from cms.privacy import Kind
from tests.privacy.reading import found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("zaaknummer 2024-0012345", "2024-0012345"),
        ("dossiernummer: 12345678", "12345678"),
        ("parketnummer 12/345678-24", "12/345678-24"),
        ("het stuk 12/345678-24", "12/345678-24"),
        ("PL0600-2024123456", "PL0600-2024123456"),
        ("Z/24/123456", "Z/24/123456"),
        ("ons kenmerk BZ-2024-00987", "BZ-2024-00987"),
        ("de zaak 2024-0012345", "2024-0012345"),
        ("zaaknummer AWB 23/1234", "AWB 23/1234"),
        ("meldingsnummer 20250611-0042", "20250611-0042"),
    ],
)
def test_a_case_number_is_found_by_its_form_or_the_word_before_it(text: str, number: str) -> None:
    assert found(f"Het gaat om {text}.", Kind.CASE) == [number]


@pytest.mark.parametrize(
    "text",
    [
        *("zaaknummer ECLI:NL:RVS:2024:1234", "ECLI:NL:HR:2024:123456", "zaak 12", "zaak 10000"),
        *("Kamerstukken II 2023/24, 29628, nr. 1234", "Stb. 2023, 12345", "het dossier 2024"),
        *("dossier van 12345 bladzijden", "ordernummer 12345678"),
    ],
)
def test_what_is_public_or_an_amount_is_no_case_number(text: str) -> None:
    assert found(f"Zie {text} dus.", Kind.CASE) == []


def test_the_numbers_after_one_word_are_all_found() -> None:
    assert found("zaaknummers 2024-11111, 2024-22222 en 2024-33333", Kind.CASE) == [
        "2024-11111",
        "2024-22222",
        "2024-33333",
    ]
