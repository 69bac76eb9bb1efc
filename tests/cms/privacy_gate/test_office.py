"""Word, Excel, PowerPoint and OpenDocument: whatever part a text stands in, the check reads it."""

import datetime
import io

import pytest
from openpyxl import Workbook, load_workbook

from cms.moderation.file_limits import MOST_CHARACTERS, UnreadableError
from cms.moderation.file_texts import text_of_file
from cms.privacy import Kind, find
from tests.cms.privacy_gate.conftest import BSN, PHONE
from tests.cms.uploads.office import packed, relations

MAIL = "jan.jansen@x.nl"
WORD = {"word/document.xml": '<w:d xmlns:w="w"><w:p><w:t>hier</w:t></w:p></w:d>'}
EXCEL = {"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": "<a><row/></a>"}
SLIDES = {"ppt/slides/slide1.xml": "<a><p>hier</p></a>"}
LINKED = relations(("rId1", "hyperlink", f"mailto:{MAIL.replace('@', '%40')}"))
SHAPE = f'<d><p><cNvPr name="Afbeelding 1" descr="Bel {PHONE}"/></p></d>'
PIVOT = f'<d><sharedItems><s v="{PHONE}"/></sharedItems></d>'
SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{PHONE}</text></svg>'
ODT_LINK = f'<d xmlns:x="x"><p><a x:href="mailto:{MAIL}">hier</a></p></d>'
INNER = packed({"xl/sharedStrings.xml": f"<d><si><t>{PHONE}</t></si></d>"})


def words(name, parts):
    return text_of_file(name, io.BytesIO(packed(parts)))


@pytest.mark.parametrize(
    ("name", "parts", "wanted"),
    [
        ("tekstvak.xlsx", {**EXCEL, "xl/drawings/drawing1.xml": f"<a><p>{PHONE}</p></a>"}, PHONE),
        ("vml.xlsx", {**EXCEL, "xl/drawings/vmlDrawing1.vml": f"<a><div>{PHONE}</div></a>"}, PHONE),
        (
            "opmerking.xlsx",
            {**EXCEL, "xl/threadedComments/threadedComment1.xml": f"<a><text>{PHONE}</text></a>"},
            PHONE,
        ),
        ("grafiek.xlsx", {**EXCEL, "xl/charts/chart1.xml": f"<a><v>{PHONE}</v></a>"}, PHONE),
        ("blad.xlsx", {**EXCEL, "xl/workbook.xml": f'<a><sheet name="{PHONE}"/></a>'}, PHONE),
        ("draai.xlsx", {**EXCEL, "xl/pivotCache/pivotCacheDefinition1.xml": PIVOT}, PHONE),
        ("link.xlsx", {**EXCEL, "xl/worksheets/_rels/sheet1.xml.rels": LINKED}, MAIL),
        (
            "tip.xlsx",
            {**EXCEL, "xl/worksheets/sheet2.xml": f'<a><h tooltip="{PHONE}"/></a>'},
            PHONE,
        ),
        ("kop.xlsx", {**EXCEL, "xl/worksheets/sheet2.xml": f"<a><h>&amp;C{PHONE}</h></a>"}, PHONE),
        ("link.docx", {**WORD, "word/_rels/document.xml.rels": LINKED}, MAIL),
        ("alt.docx", {"word/document.xml": SHAPE}, PHONE),
        ("kop.docx", {**WORD, "word/header1.xml": f"<d><p>{PHONE}</p></d>"}, PHONE),
        ("keuze.docx", {"word/document.xml": f'<d><i displayText="{PHONE}"/></d>'}, PHONE),
        ("veld.docx", {"word/document.xml": f'<d><f instr="HYPERLINK tel:{PHONE}"/></d>'}, PHONE),
        ("data.docx", {**WORD, "customXml/item1.xml": f"<a><b>{PHONE}</b></a>"}, PHONE),
        ("tekening.docx", {**WORD, "word/media/image1.svg": SVG}, PHONE),
        ("grafiek.docx", {**WORD, "word/embeddings/Blad1.xlsx": INNER}, PHONE),
        ("vlak.docx", {**WORD, "word/diagrams/data1.xml": f"<a><p>{PHONE}</p></a>"}, PHONE),
        (
            "dia.pptx",
            {**SLIDES, "ppt/comments/comment1.xml": f"<a><text>{PHONE}</text></a>"},
            PHONE,
        ),
        ("dia.pptx", {**SLIDES, "ppt/slideMasters/slideMaster1.xml": f"<p>{PHONE}</p>"}, PHONE),
        ("link.odt", {"content.xml": ODT_LINK}, MAIL),
        ("voet.odt", {"content.xml": "<d/>", "styles.xml": f"<d><p>{PHONE}</p></d>"}, PHONE),
    ],
)
def test_a_text_is_read_in_whatever_part_it_stands(name, parts, wanted):
    assert wanted in words(name, parts)


def test_what_stands_in_neighbouring_elements_is_not_glued_together():
    comments = "<a><c1><text>06-1234</text></c1><c1><text>5678</text></c1></a>"
    text = words("a.xlsx", {**EXCEL, "xl/threadedComments/threadedComment1.xml": comments})
    assert {"06-1234", "5678"} <= set(text.splitlines())


def test_a_drawing_between_two_halves_of_a_number_does_not_hide_it():
    runs = '<d><p><t>06-123</t><docPr descr="x"/><posOffset>9</posOffset><t>45678</t></p></d>'
    assert PHONE in words("a.docx", {"word/document.xml": runs})


@pytest.mark.parametrize("part", ["word/theme/theme1.xml", "word/styles.xml", "word/settings.xml"])
def test_what_only_says_how_it_looks_is_left_alone(part):
    assert "Calibri" not in words("a.docx", {**WORD, part: '<d><p name="Calibri">Calibri</p></d>'})


def test_names_that_word_gives_to_shapes_are_no_addresses():
    names = ("Rechthoek 5", "Driehoek 12", "Afgeronde rechthoek 4", "Tekstvak 12", "Afbeelding 3")
    shapes = "".join(f'<p><cNvPr name="{name}"/></p>' for name in names)
    assert find(words("a.docx", {"word/document.xml": f"<d>{shapes}</d>"})) == []


def sheet(*rows, **settings):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for name, value in settings.items():
        setattr(book, name, value)
    book.save(file)
    return text_of_file("lijst.xlsx", file)


BORN = datetime.date(1980, 3, 12)


@pytest.mark.parametrize(
    ("rows", "settings"),
    [
        ([("Geboren", BORN)], {}),
        ([("Naam", "Geboortedatum"), ("x", None), ("y", BORN)], {}),
        ([("Geboortedatum",), *[(datetime.date(1980, 3, day),) for day in range(1, 29)]], {}),
        ([("Geboren", datetime.datetime(1980, 3, 12, 13, 30))], {"iso_dates": True}),
    ],
)
def test_a_birth_date_in_a_date_cell_is_found(rows, settings):
    text = sheet(*rows, **settings)
    found = [text[each.start : each.end] for each in find(text) if each.kind is Kind.BIRTH_DATE]
    dates = [value for row in rows for value in row if isinstance(value, datetime.date)]
    assert found == [f"{value:%d-%m-%Y}" for value in dates]


def test_a_number_stands_beside_the_head_of_its_column():
    text = sheet(("Zaaknummer", "Bedrag"), (2024123, 15), (2024456, 16))
    assert [each.kind for each in find(text)] == [Kind.CASE, Kind.CASE]
    assert "Bedrag: 16" in text


def test_an_own_way_of_writing_dates_and_the_count_from_1904_are_known():
    book, file = Workbook(), io.BytesIO()
    book.epoch = datetime.datetime(1904, 1, 1)
    book.active.append(["Geboren", BORN, 7, 5.5])
    book.active["B1"].number_format = '[$-413]dddd" de "d mmm'
    book.active["C1"].number_format = '0" dagen"'
    book.active["D1"].number_format = "[Red]0.0"
    book.save(file)
    text = text_of_file("lijst.xlsx", file)
    assert {"12-03-1980", "7", "5.5"} <= set(text.splitlines())


def test_a_date_that_excel_cannot_show_is_a_number():
    text = sheet(("Geboren", BORN))
    assert "29292" not in text
    book, file = Workbook(), io.BytesIO()
    book.active.append([1e12])
    book.active["A1"].number_format = "dd-mm-yyyy"
    book.save(file)
    assert "1000000000000" in text_of_file("lijst.xlsx", file)


def test_texts_in_cells_are_read_once_and_those_of_no_cell_too():
    text = sheet(("Bel", PHONE), (int(BSN), "Bel"))
    assert (text.count("Bel\n"), text.count(PHONE)) == (2, 1)
    parts = {**EXCEL, "xl/sharedStrings.xml": f"<d><si><t>{PHONE}</t></si></d>"}
    assert PHONE in words("a.xlsx", parts)


def test_a_text_that_a_million_cells_repeat_is_not_written_out():
    cells = '<c r="A1" t="s"><v>0</v></c>' * 100_000
    parts = {
        "xl/worksheets/sheet1.xml": f"<d>{cells}</d>",
        "xl/sharedStrings.xml": f"<d><si><t>{'a' * MOST_CHARACTERS}</t></si></d>",
    }
    with pytest.raises(UnreadableError):
        words("a.xlsx", parts)


@pytest.mark.parametrize("cell", ['t="s"><v>9', 't="s"><v>-1', 't="s"><v>x', 's="99"><v>5'])
def test_a_cell_that_points_nowhere_is_read_as_it_is(cell):
    value = cell.rpartition(">")[2]
    sheet1 = f"<d><row><c {cell}</v></c></row></d>"
    assert value in words("a.xlsx", {"xl/worksheets/sheet1.xml": sheet1}).splitlines()


def test_a_file_within_a_file_within_a_file_is_for_people():
    deep = packed({**WORD, "word/embeddings/a.docx": packed({**WORD, "word/embeddings/b": INNER})})
    with pytest.raises(UnreadableError):
        text_of_file("a.docx", io.BytesIO(deep))


def test_a_sheet_of_excel_itself_has_all_of_it():
    """As openpyxl writes it: name of the sheet, link, remark."""
    book, file = Workbook(), io.BytesIO()
    book.active.title = f"Jan {PHONE}"
    book.active["A1"] = "Zie hier"
    book.active["A1"].hyperlink = f"mailto:{MAIL}"
    book.save(file)
    assert load_workbook(file).active.title == f"Jan {PHONE}"
    text = text_of_file("a.xlsx", file)
    assert (PHONE in text, MAIL in text) == (True, True)
