"""Headings of a Word file lead to the fields of the kind; what has no place is kept."""

import pytest

from cms.listing import kinds
from cms.word.headings import ALSO, fields_by_heading, normal
from tests.cms.uploads.office import W
from tests.cms.word.documents import h, item, link, p, table, word

pytestmark = pytest.mark.django_db


def left(page):
    return [tuple(part) for part in page.word_import.parts]


def test_no_name_stands_for_two_fields_of_one_kind():
    for page_type in kinds():
        names = ("summary", *page_type.READING_FIELDS)
        own = {normal(str(page_type._meta.get_field(name).verbose_name)) for name in names}
        also = [normal(each) for name in names for each in ALSO.get(name, "").split("|") if each]
        twice = {each for each in also if also.count(each) > 1}
        assert twice == set(), page_type
        assert all(fields_by_heading(page_type)[name] for name in own)
    everything = {name for page_type in kinds() for name in page_type.READING_FIELDS}
    assert ALSO.keys() - {"summary"} <= everything


def test_a_case(made):
    page, _tell = made(
        word(
            p("Een brief op de mat", "Title"),
            p("Een raadslid vond een brief. Wat hielp en wat niet."),
            h("1. Wat gebeurde er?"),
            p("Er lag een brief."),
            h("De brief zelf", 2),
            p("Zonder postzegel."),
            h("Onze aanpak"),
            *(item("Bel de griffier"), item("Doe aangifte")),
            h("Partners:", 2),
            *(item("politie"), item("RIEC")),
            h("Iets heel anders"),
            p("Dit past nergens."),
        )
    )
    assert page.title == "Een brief op de mat"
    assert page.summary == "Een raadslid vond een brief. Wat hielp en wat niet."
    assert (
        page.problem
        == "<p>Er lag een brief.</p><p><b>De brief zelf</b></p><p>Zonder postzegel.</p>"
    )
    assert page.approach == "<ul><li>Bel de griffier</li><li>Doe aangifte</li></ul>"
    assert page.partners == "politie\nRIEC"
    assert left(page) == [("Iets heel anders", "<p>Dit past nergens.</p>")]


def test_headings_that_are_only_bold_and_forms_in_a_table(made):
    page, _tell = made(
        word(
            p("Wat was verwacht", bold=True),
            p("Iedereen wist wie te bellen."),
            table(
                ("Wat gebeurde er?", "De lijst was oud."),
                ("De les", "Kijk de lijst na."),
                ("Telefoon", "Griffie"),
            ),
        ),
        kind="les",
    )
    assert page.expected == "Iedereen wist wie te bellen."
    assert page.happened == "De lijst was oud."
    assert page.lesson == "Kijk de lijst na.\nTelefoon | Griffie"
    assert page.title == "Mijn stuk"


def test_a_playbook_gets_its_steps(made):
    long = "Vertel " + "heel " * 40 + "veel"
    blocks = [
        h("Dreiging"),
        h("Stappen", 2),
        item("Bel 112"),
        item(long),
        h("Nazorg", 2),
        p("Bel."),
    ]
    page, _tell = made(word(*blocks, numbers="decimal"), kind="draaiboek")
    first, second = page.steps.all()
    assert (first.action, first.how) == ("Bel 112", "")
    assert second.action.endswith("…")
    assert len(second.action) <= 160
    assert long in second.how
    assert page.aftercare_same_day == "<p>Bel.</p>"
    blocks = [h("Dreiging"), h("Stap 1: Bel 112"), p("Direct."), h("Waarom zo", 2), h("Stap 2")]
    page, _tell = made(word(*blocks), kind="draaiboek")
    assert [step.action for step in page.steps.all()] == ["Bel 112", "Stap 2"]
    assert page.steps.first().how == "<p>Direct.</p><p><b>Waarom zo</b></p>"
    blocks = [h("Dreiging"), h("Stappen"), p("Vooraf."), h("Bel 112", 2), p("Direct.")]
    page, _tell = made(word(*blocks), kind="draaiboek")
    assert [step.action for step in page.steps.all()] == ["Bel 112"]
    assert page.summary == "Vooraf."


def test_a_guide_takes_actions_a_line_each(made):
    actions = [item(f"Doe {number}") for number in range(6)]
    page, tell = made(word(h("Veilig"), h("Wat kan ik nu doen?", 2), *actions), kind="handreiking")
    assert page.actions.splitlines() == [f"Doe {number}" for number in range(6)]
    assert "Hoogstens vijf acties" in tell()


def test_what_is_too_long_for_a_field_is_kept_whole(made):
    long = "Een lange zin over kosten. " * 30
    page, tell = made(word(h("Titel"), p(long), h("Kosten"), p(long), h("Periode"), p("2025")))
    assert (page.summary, page.cost_note, page.period) == ("", "", "2025")
    assert [heading for heading, _html in left(page)] == ["Over de kosten", "Vóór de eerste kop"]
    assert all(long.strip() in html for _heading, html in left(page))
    assert "Over de kosten: deze tekst is te lang voor het veld." in tell()
    page, _tell = made(word(h("t" * 300), p("Tekst")))
    assert len(page.title) == 255
    assert left(page) == [("De hele titel", f"<p>{'t' * 300}</p>")]


def test_a_second_heading_for_a_field_adds_to_it(made):
    page, _tell = made(word(h("Titel"), h("Aanpak"), p("Een."), h("Werkwijze"), p("Twee.")))
    assert page.approach == "<p>Een.</p><p>Twee.</p>"


def test_headings_as_dutch_word_keeps_them(made):
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
        "</w:styles>"
    )
    page, _tell = made(word(p("Aanpak", "Kop1"), p("Bel."), parts={"word/styles.xml": styles}))
    assert page.approach == "<p>Bel.</p>"


def test_notes_at_the_foot_of_a_page_stand_at_the_end(made):
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p("Wet X.")}</w:footnote></w:footnotes>'
    )
    data = word(
        h("Titel"), h("Aanpak"), p("Gebeld.", inside=note), parts={"word/footnotes.xml": notes}
    )
    page, _tell = made(data)
    assert page.approach == "<p>Gebeld.[1]</p><ol><li><p>Wet X. </p></li></ol>"


def test_where_no_link_can_be_its_address_is_spelled_out(made):
    links = [("rId1", "hyperlink", "https://www.vng.nl/"), ("rId2", "hyperlink", "javascript:x")]
    either = p("Zie ", inside=link("de VNG", "rId1") + link(" of dit", "rId2"))
    page, _tell = made(word(h("Titel"), h("Partners"), either, links=links))
    assert page.partners == "Zie de VNG (https://www.vng.nl/) of dit"
    step = item("Bel ").replace("</w:p>", link("de VNG", "rId1") + "</w:p>")
    page, _tell = made(word(h("Titel"), h("Stappen"), step, links=links), kind="draaiboek")
    [step] = page.steps.all()
    assert (step.action, step.how) == ("Bel de VNG", "<p>Bel de VNG (https://www.vng.nl/)</p>")
