"""Broken reference data is refused with file, line and reason, and nothing is half loaded."""

import pytest

from cms.models import Municipality, Province
from cms.reference.files import BrokenFile
from cms.reference.loader import load_reference_data
from cms.reference.tables import OWN_DATA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# File, text to replace, what with, line of the fault, and a word of the reason.
GEMEENTEN, ORGANISATIONS, SIZES = "gemeenten.csv", "organisations.yaml", "size_classes.csv"
BROKEN = [
    (GEMEENTEN, "cbs_code,name,province", "cbs_code,name,land", 1, "province"),
    (GEMEENTEN, "safety_region\n", "safety_region,name\n", 1, "name"),
    (GEMEENTEN, "safety_region\n", "safety_region,sucessor\n", 1, "sucessor"),
    (GEMEENTEN, "GM0034,", "GM0014,", 3, "GM0014"),
    (GEMEENTEN, "GM0034,", "GM34,", 3, "GM34"),
    (GEMEENTEN, "Almere,Flevoland", "Almere,Flevopolder", 3, "Flevopolder"),
    (GEMEENTEN, "226500", "226.500", 3, "226.500"),
    (GEMEENTEN, "226500", "-1", 3, "-1"),
    (GEMEENTEN, "226500", "9" * 30, 3, "population"),
    (GEMEENTEN, "226500", "²", 3, "²"),
    (GEMEENTEN, "226500,2024", "226500", 3, "7"),
    (GEMEENTEN, "Almere,", '"Almere,', 3, ""),
    (GEMEENTEN, "Almere,", '"Alm"ere,', 3, "CSV"),
    (GEMEENTEN, "Almere,", ",", 3, "name"),
    (GEMEENTEN, "Almere,", "A" * 200 + ",", 3, "name"),
    (SIZES, '"1,2,3"', '"1,2"', 2, "1,2"),
    (SIZES, '"1,2,3"', '"1,3"', 2, "8"),
    (SIZES, ",0,20000", ",0,25000", 2, "1,2,3"),
    (SIZES, "vanaf-250000,vanaf 250.000 inwoners,8,250000,\n", "", 5, "8"),
    ("provinces.csv", "flevoland,Flevoland", "drenthe,Flevoland", 3, "drenthe"),
    ("provinces.csv", "flevoland,Flevoland", "Flevo land,Flevoland", 3, "Flevo land"),
    ("topics.yaml", "slug: bedreiging", "slug: agressie-en-intimidatie", 18, "5"),
    ("topics.yaml", "  children:", "  kinderen:", 16, "kinderen"),
    ("topics.yaml", "slug: verbale-agressie,", "slug: [verbale],", 17, "slug"),
    ("topics.yaml", "slug: verbale-agressie,", "slug: a, slug: b,", 17, "slug"),
    ("topics.yaml", "slug: verbale-agressie,", "slug: &a b, x: *a,", 17, "&"),
    ("roles.yaml", "- {slug: burgemeester,", "- {slug: burgemeester", 3, "YAML"),
    ("roles.yaml", "name: Burgemeester", "name: Burge\x07meester", 3, "YAML"),
    ("phases.yaml", "name: Voorkomen", "naam: Voorkomen", 3, "naam"),
    (ORGANISATIONS, "kind: vng", "kind: vereniging", 8, "vereniging"),
    (ORGANISATIONS, "website: https://vng.nl", "website: vng", 9, "vng"),
    (ORGANISATIONS, "kind: vng", "kind: vng\n  riec_region: limburg", 9, "RIEC"),
    (ORGANISATIONS, "serves: [riec-noord-nederland", "serves: [riec-noord", 76, "riec-noord"),
    ("pages.yaml", "  title_line: Leer", "  titel: Leer", 7, "titel"),
    ("pages.yaml", "\nhome:", "\nhuis:", 4, "huis"),
]


class TestBrokenFiles:
    @pytest.mark.parametrize("fault", BROKEN)
    def test_is_refused_with_file_line_and_reason(self, change, fault):
        name, old, new, line, reason = fault
        with pytest.raises(BrokenFile) as caught:
            load_reference_data(change(name, old, new))
        assert (caught.value.path.name, caught.value.line) == (name, line)
        assert reason in caught.value.reason

    def test_another_encoding_is_refused_by_line(self, change):
        folder = change(GEMEENTEN, "Almere", "Almeré", encoding="latin-1")
        with pytest.raises(BrokenFile) as caught:
            load_reference_data(folder)
        assert caught.value.line == 3

    def test_a_table_that_was_cut_off_is_refused(self, change):
        text = (OWN_DATA / GEMEENTEN).read_text("utf-8")
        tail = text[text.index("GM0400") :]
        with pytest.raises(BrokenFile, match="342"):
            load_reference_data(change(GEMEENTEN, tail, ""))
        assert Municipality.objects.current().count() == 342

    @pytest.mark.parametrize("successor", ["GM0034", "GM0001"])
    def test_a_successor_is_another_municipality(self, change, successor):
        folder = change(GEMEENTEN, "safety_region\n", "safety_region,successor\n")
        lines = (folder / GEMEENTEN).read_text("utf-8").splitlines()
        rows = [
            line + (f",{successor}" if line.startswith("GM0034") else ",") for line in lines[1:]
        ]
        (folder / GEMEENTEN).write_text("\n".join([lines[0], *rows]), "utf-8")
        with pytest.raises(BrokenFile) as caught:
            load_reference_data(folder)
        assert caught.value.line == 3

    @pytest.mark.parametrize("content", [b"", b"cbs_code,name\n", b"\xff"])
    def test_a_file_without_rows_is_refused(self, tmp_path, content):
        (tmp_path / GEMEENTEN).write_bytes(content)
        with pytest.raises(BrokenFile) as caught:
            load_reference_data(tmp_path)
        assert caught.value.line == 1

    @pytest.mark.parametrize("content", ["", "burgemeester", "- burgemeester", "- {[a]: b}"])
    def test_yaml_of_another_shape_is_refused(self, tmp_path, content):
        (tmp_path / "roles.yaml").write_text(content)
        with pytest.raises(BrokenFile) as caught:
            load_reference_data(tmp_path)
        assert caught.value.line == 1

    def test_nothing_is_half_loaded(self, change):
        change("provinces.csv", "drenthe,Drenthe", "drenthe,Drente")
        folder = change(GEMEENTEN, ",Drenthe,", ",Drente,")
        with pytest.raises(BrokenFile):
            load_reference_data(folder)
        assert Province.objects.get(slug="drenthe").name == "Drenthe"

    def test_nothing_is_half_loaded_when_the_database_refuses(self, change, monkeypatch):
        def refuse(*args):
            raise RuntimeError

        monkeypatch.setattr("cms.reference.loader.load_rights", refuse)
        folder = change("provinces.csv", "drenthe,Drenthe", "drenthe2,Drenthe")
        with pytest.raises(RuntimeError):
            load_reference_data(folder)
        assert Province.objects.count() == 12
