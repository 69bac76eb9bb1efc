"""Names of places in the reference data: after a function they say where, not who."""

import csv
import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[1] / "reference/data/gemeenten.csv"
COLUMNS = ("name", "province", "police_unit", "riec_region", "safety_region")
ALSO = """Brussel, België, Bonaire, Den Bosch, Den Haag, Duitsland, Europa, Friesland, Nederland,
Saba, Sint Eustatius, Curaçao, Aruba, Sint Maarten, Limburg, Brabant, Holland, Hengelo, Twente,
Achterhoek, Veluwe, Betuwe, Randstad, Kennemerland, Haaglanden, Rijnmond, Gooi, Anna Paulowna"""
QUALIFIER = re.compile(r" \([^)]*\)$")  # Bergen (NH.)


@cache
def places() -> frozenset[str]:
    """Return municipalities, provinces and regions in small letters; read once, when asked."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        names = {row[column] for row in csv.DictReader(table) for column in COLUMNS}
    names |= {name.strip() for name in ALSO.replace("\n", " ").split(",")}
    return frozenset(QUALIFIER.sub("", name).lower() for name in names)


@cache
def _opening() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, places()), key=len, reverse=True))
    return re.compile(rf"(?:van |te |in )?(?:[Dd]e )?(?i:{names})(?![\w-])")


def end_of_place(text: str, start: int) -> int | None:
    """Return where a place ends that is named here: "De Bilt", "van Alphen aan den Rijn"."""
    match = _opening().match(text, start)
    return match.end() if match else None


def is_place(text: str, start: int) -> bool:
    """Tell whether a place is named from here on."""
    return end_of_place(text, start) is not None
