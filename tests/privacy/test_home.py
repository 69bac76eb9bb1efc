"""Where somebody lives, what they drive and when they were born."""

import pytest

from cms.privacy import Kind
from tests.privacy.reading import found


@pytest.mark.parametrize(
    "text",
    [
        *("1234 AB 12", "1234AB 12a", "1234ab-12a", "1234 AB, nr. 7", "1234 AB 12-3"),
        *("1234 AB 14 bis", "12, 1234 AB", "1234 AB Huisnummer: 12"),
        *("1234AB12", "1234AB12a", "1234AB12-3"),
    ],
)
def test_a_postcode_with_a_house_number_is_found(text: str) -> None:
    assert found(f"Het pand op {text} is leeg.", Kind.POSTCODE) == [text]


@pytest.mark.parametrize(
    "text",
    [
        *("1234 AB", "1234AB, Utrecht", "2024 en 12", "Postbus 12, 1234 AB", "1234 SS 12"),
        *("1234 AB en 1235 AB", "1234 AB 12 woningen", "1234 AB 2024"),
        *("2025AB12", "1234AB12CD", "X1234AB12", "1234ab12x9"),
    ],
)
def test_a_postcode_alone_is_left_alone(text: str) -> None:
    assert found(f"Het gebied {text} dus.", Kind.POSTCODE) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Dorpsstraat 12", "Dorpsstraat 12a", "Van der Helstlaan 101", "Oude Singel nr. 7"),
        *("Laan van Meerdervoort 5-b", "dorpsstraat 9", "Burgemeester Jansenlaan 6", "Dorpsstr. 4"),
        *("Kerkstraat 18, 1234 AB", "1e Kruisweg 4", "J.P. Coenstraat 10", "Handelskade 22-24"),
        "Bolwerk 3",
    ],
)
def test_a_street_with_a_house_number_is_found(text: str) -> None:
    assert found(f"Hij woont in de {text} met zijn gezin.", Kind.ADDRESS) == [text]


@pytest.mark.parametrize(
    "text",
    [
        *("Dorpsstraat", "Dorpsstraat 12 maart", "Dorpsstraat 14 agenten", "weg 12", "Rijksweg 12"),
        *("Dorpsstraat 2024", "Dorpsstraat 12 km", "recreatiepark 3", "Kerk 12", "snelweg 12"),
    ],
)
def test_a_street_alone_or_a_number_of_something_is_no_address(text: str) -> None:
    assert found(f"Op de {text} was het druk.", Kind.ADDRESS) == []


@pytest.mark.parametrize(
    "plate",
    [
        *("AB-12-34", "12-34-AB", "12-AB-34", "GB-12-KL", "GB-KL-12", "12-GB-KL", "12-GBK-3"),
        *("1-GBK-23", "GB-123-K", "G-123-BK", "GBK-12-T", "G-12-BKT", "1-GB-234", "123-GB-4"),
        *("gb-123-k", "GB123K", "12GBK3", "GBK12T"),
    ],
)
def test_a_plate_of_every_side_code_is_found(plate: str) -> None:
    assert found(f"De auto ({plate}) reed door.", Kind.PLATE) == [plate]


@pytest.mark.parametrize(
    "text",
    [
        *("A-12-B", "AB-12-CD", "SS-12-GB", "12-PVV-3", "gb123k", "Gb-123-K", "XGB-123-K"),
        *("RB-12-34-56", "AB1234", "1234AB", "GB 123 K", "4-MRT-25", "A-123-BB"),
        *("XX-99-XX", "99-XXX-9"),  # how a plate looks, rather than a plate
    ],
)
def test_other_codes_are_no_plates(text: str) -> None:
    assert found(f"De code {text} staat erop.", Kind.PLATE) == []


@pytest.mark.parametrize("plate", ["AB1234", "1234AB", "GB 123 K", "12-AB-CD", "AE12OU"])
def test_after_the_word_kenteken_looser_notation_counts(plate: str) -> None:
    assert found(f"Het kenteken is {plate}.", Kind.PLATE) == [plate]


@pytest.mark.parametrize(
    "text",
    [
        *("geboren op {}", "geboren te Utrecht op {}", "geb. {}", "Geboortedatum: {}", "*{}"),
        *("jarig op {}", "werd {} geboren", "{} (geboortedatum)", "Geboortedatum kind: {}"),
    ],
)
@pytest.mark.parametrize("day", ["12-03-1980", "12 maart 1980", "12/3/80", "1980-03-12"])
def test_a_day_next_to_a_word_of_birth_is_a_date_of_birth(text: str, day: str) -> None:
    assert found(f"Hij, {text.format(day)}, woont hier.", Kind.BIRTH_DATE) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "De raad vergadert op 12-03-1980.",
        "* 12 maart 2025: overleg",
        "Zij, geboren in Den Haag, deed op 12 maart 2025 aangifte.",
        "Hij is geboren in 1980.",
        "Overleden op 12 maart 1980.",
    ],
)
def test_another_day_is_no_date_of_birth(text: str) -> None:
    assert found(text, Kind.BIRTH_DATE) == []
