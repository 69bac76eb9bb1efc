"""Names after titles and functions, and the words with a capital that are no names."""

import csv

import pytest

from cms.privacy import Kind
from cms.privacy.places import TABLE
from tests.privacy.reading import found


@pytest.mark.parametrize(
    "name",
    [
        *("Van der Berg", "van den Berg", "Fatma El Khatib", "De Vries", "J.P. Jansen", "Jansen"),
        *("J. P. van 't Hoff", "Pietje Puk", "Jörg Müller-Van Dam", "D'Angelo", "In 't Veld"),
        *("Op den Kamp", "José Ferreira da Silva", "Van Dijk-de Wit", "Çelik", "Gert-Jan Bos"),
        *(
            "De Koning",
            "Mohamed B.",
            "Jan de W.",
            "A.B. (Bas) de Groot",
            "S. van den Bosch",
            "Van Houten",
        ),
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        *("burgemeester", "Wethouder", "raadslid", "oud-wethouder", "VVD-wethouder", "mr. dr."),
        *("mevrouw", "dhr.", "officier van justitie", "raadsgriffier", "Commissaris van de Koning"),
    ],
)
def test_a_name_after_a_title_or_function_is_found(title: str, name: str) -> None:
    assert found(f"Volgens {title} {name} klopt dat.", Kind.NAME) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Volgens Jan de Vries, wethouder van Waterdorp, mag het.",
        "Volgens Jan de Vries (wethouder) mag het.",
        "Volgens Jan de Vries (VVD) mag het.",
        "De wethouder, Jan de Vries, knikte.",
        "Contactpersoon: Jan de Vries",
        "Wethouder Jeugd en Onderwijs Jan de Vries knikte.",
        "Met vriendelijke groet,\nJan de Vries\nGriffier",
        "De 43-jarige Jan de Vries knikte.",
        "Wethouder Jan de Vries van Utrecht knikte.",
        "Wethouder Jan de Vries van de ChristenUnie knikte.",
    ],
)
def test_a_full_name_is_found_around_a_function(text: str) -> None:
    assert found(text, Kind.NAME) == ["Jan de Vries"]


def test_after_a_plural_every_name_is_found() -> None:
    text = "De raadsleden Visser, De Boer en El Idrissi en de heren Jansen & Bos."
    assert found(text, Kind.NAME) == ["Visser", "De Boer", "El Idrissi", "Jansen", "Bos"]


@pytest.mark.parametrize(
    "text",
    [
        "Burgemeester en wethouders besloten. De heer en mevrouw ook.",
        "De wethouder Financiën en de wethouder Jeugd en Onderwijs.",
        "De burgemeester van de gemeente Tiel en de burgemeester van Waterdorp.",
        "Het raadslid. Veel collega's bellen de griffier. Dat helpt.",
        "De burgemeester\nBel direct 112",
        "Raadslid D66, wethouder VVD en raadsleden van de Partij voor de Dieren.",
        "De officier van justitie en de commissaris van de Koning.",
        "De directeur Bedrijfsvoering, de adviseur OOV, een boa Openbare Ruimte.",
        "De burgemeester, het Openbaar Ministerie en Politie Nederland.",
        "De Burgemeester Jansenbrug.",
        "Verdachte K. zweeg.",
    ],
)
def test_no_name(text: str) -> None:
    assert found(text, Kind.NAME) == []


def test_no_municipality_is_the_name_of_its_mayor() -> None:
    with TABLE.open(encoding="utf-8", newline="") as table:
        towns = [row["name"].partition(" (")[0] for row in csv.DictReader(table)]
    assert len(towns) == 342
    for town in towns:
        for text in (f"burgemeester {town} belt", f"de burgemeester van {town} belt"):
            assert found(text, Kind.NAME) == [], text
