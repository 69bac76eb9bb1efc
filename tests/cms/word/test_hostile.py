"""A Word file that should not be taken, or not as it is, gets a clear word and never a fault."""

import pytest

from cms import apart
from cms.models import KnowledgePage
from cms.uploads.markup import MOST_BYTES
from tests.cms.uploads.files import picture
from tests.cms.uploads.office import packed
from tests.cms.word.documents import drawing, h, link, p, table, word

pytestmark = pytest.mark.django_db


def refused(send, data, **options):
    before = KnowledgePage.objects.count()
    answer = send(data, **options)
    assert answer.status_code == 200
    assert KnowledgePage.objects.count() == before
    return " ".join(answer.context["form"].errors["file"])


def test_what_is_no_word_file_is_refused(send):
    text = word(p("Tekst"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    for name, data, words in (
        ("brief.doc", ole, "eindigt op .docx"),
        ("brief.pdf", b"%PDF-1.7", "eindigt op .docx"),
        ("oud.docx", ole, "haal het wachtwoord eraf"),  # also what Word makes with a password
        ("foto.docx", picture(), "van een andere soort"),
        ("brief.docx", text[:-40], "niet te lezen"),
        ("brief.docx", packed({"a": "b"}), "Dit soort bestand"),
        ("brief.docx", word(p()), "geen tekst"),
        ("brief.docx", b"", "leeg"),
        ("brief.docx", word(p("a"), parts={"word/vbaProject.bin": "x"}), "macro"),
        ("brief.docx", word(p("Tekst"), "<w:onaf>"), "niet te lezen"),
    ):
        assert words in refused(send, data, name=name), name


def test_bombs_are_refused(send, monkeypatch):
    bomb = word(p("a"), parts={"word/a.bin": bytes(MOST_BYTES)})
    assert "meer dan wij aannemen" in refused(send, bomb)
    entities = '<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    assert "niet te lezen" in refused(send, word(p("a"), parts={"word/styles.xml": entities}))
    deep = "<w:p>" * 5_000 + "</w:p>" * 5_000
    assert "niet te lezen" in refused(send, word(p("a"), deep))
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    assert "te veel tijd" in refused(send, word(p("Tekst")))


def test_a_huge_table_is_kept_or_refused(made, send):
    rows = [("Naam", "Telefoon", "Plaats")] * 300
    page, _tell = made(word(h("Titel"), h("Lijst"), table(*rows)))
    [(heading, html)] = page.word_import.parts
    assert heading == "Lijst"
    assert html.count("<p>Naam | Telefoon | Plaats</p>") == 300
    assert "meer dan wij aannemen" in refused(send, word(table(*[("woord " * 5_000,) * 3] * 7)))


def test_nothing_of_another_machine_is_fetched_and_no_script_comes_along(made, monkeypatch):
    def never(*args, **kwargs):
        raise AssertionError

    monkeypatch.setattr("urllib.request.urlopen", never)
    page, tell = made(
        word(
            h("Titel <script>alert(1)</script>"),
            h("Aanpak"),
            p("Klik ", inside=link("hier", "rId1") + link("daar", "rId2")),
            p(inside=drawing("rId3", attribute="link")),
            h('"><script>alert(2)</script>'),
            p("<script>alert(3)</script>"),
            links=[
                ("rId1", "hyperlink", "javascript:alert(1)"),
                ("rId2", "hyperlink", "https://www.vng.nl/"),
                ("rId3", "image", "http://127.0.0.1:9/volg.png"),
            ],
        )
    )
    assert page.approach == '<p>Klik <a>hier</a><a href="https://www.vng.nl/">daar</a></p>'
    assert page.image is None
    told = tell()
    assert "staat niet in het Word-bestand zelf" in told
    assert "<script>alert" not in told
    assert "javascript:" not in told


def test_the_writer_of_a_file_chooses_no_styles(made):
    style_map = "p => script"
    data = word(p("Tekst"), parts={"mammoth/style-map": style_map})
    page, _tell = made(data)
    assert page.summary == "Tekst"


def test_names_with_a_path_or_nothing_else_are_no_title(made):
    page, _tell = made(word(p("Tekst")), name="!!!.docx")
    assert page.title == "Zonder titel"
