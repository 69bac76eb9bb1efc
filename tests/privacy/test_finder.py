"""All kinds together: order, overlap, and places in a text with odd characters."""

import subprocess
import sys

import pytest

from cms.privacy import Finding, Kind, find
from cms.privacy.finder import without_overlap
from cms.privacy.labels import LABELS


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "Bel wethouder Jansen op 06-12345678 of mail jan@voorbeeld.nl."
    assert [each.kind for each in find(text)] == [Kind.NAME, Kind.PHONE, Kind.EMAIL]


def test_of_what_overlaps_the_longest_stays_and_then_the_most_certain() -> None:
    iban, phone = Finding(Kind.IBAN, 0, 9), Finding(Kind.PHONE, 4, 14)
    bsn, case, name = (Finding(kind, 20, 29) for kind in (Kind.BSN, Kind.CASE, Kind.NAME))
    assert without_overlap([name, case, iban, bsn, phone]) == [phone, bsn]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("nr 0612\u200b345678!", Kind.PHONE, "0612\u200b345678"),
        ("nr 06\u00ad12345678!", Kind.PHONE, "06\u00ad12345678"),
        ("nr 06\u201112345678!", Kind.PHONE, "06\u201112345678"),
        ("nr 06\u00a012345678!", Kind.PHONE, "06\u00a012345678"),
        ("nr ０６１２３４５６７８!", Kind.PHONE, "０６１２３４５６７８"),
        ("\u200b\u200bbsn 111222333", Kind.BSN, "111222333"),
        ("dhr. Jose\u0301 Pe\u0301rez", Kind.NAME, "Jose\u0301 Pe\u0301rez"),
        ("dhr. D\u2019Angelo", Kind.NAME, "D\u2019Angelo"),
        ("Dorpsstraat\u00a012", Kind.ADDRESS, "Dorpsstraat\u00a012"),
        ("jan\u200b@voorbeeld.nl", Kind.EMAIL, "jan\u200b@voorbeeld.nl"),
    ],
)
def test_odd_characters_hide_nothing_and_shift_nothing(text: str, kind: Kind, found: str) -> None:
    assert [(each.kind, text[each.start : each.end]) for each in find(text)] == [(kind, found)]


def test_every_kind_has_a_label_in_words() -> None:
    assert list(LABELS) == list(Kind)


def test_an_empty_text_holds_nothing() -> None:
    assert find("") == []


def test_the_finder_needs_no_django_and_reads_no_table_before_it_is_asked() -> None:
    """The label module is the only one that imports Django; the municipalities are read late."""
    code = (
        "import sys, cms.privacy, cms.privacy.places as places;"
        "sys.exit('django' in sys.modules or places.places.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
