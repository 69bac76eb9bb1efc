"""Attached files: their text is read, and what cannot be read is for people, never a fault."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook
from pypdf import PdfWriter
from wagtail.documents import get_document_model

from cms import apart
from cms.models import Attachment
from cms.moderation import draft_texts
from cms.moderation.file_limits import MOST_BYTES, MOST_CHARACTERS, UnreadableError
from cms.moderation.file_texts import text_of_file
from tests.cms.privacy_gate.conftest import BSN, PHONE

WORD = "word/document.xml"
ODT = (
    '<d xmlns:text="t"><text:p>Bel 06-<text:span>123</text:span>45678</text:p>'
    "<text:p>nu</text:p></d>"
)
SCAN = '<p><cNvPr name="Afbeelding 1"/><blip embed="rId1"/></p>'


def packed(name, xml, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(name, xml)
    return file.getvalue()


def word(*runs):
    texts = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return packed(WORD, f'<w:d xmlns:w="w"><w:p>{texts}</w:p></w:d>')


def pdf(text, extra=b""):
    """The smallest PDF with one page and one line of text."""
    stream = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode()
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 "
        + font
        + b">>"
        + (b"/XObject<<>>" if not text else b"")
        + b">>"
        + extra
        + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    body += b"xref\n0 5\n0000000000 65535 f \n" + table
    return body + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


LINK = b"/Annots[<</Type/Annot/Subtype/Link/A<</S/URI/URI(mailto:jan@x.nl)>>>>]"


def locked():
    """A PDF that asks for a password."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(pdf("Bel")))
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def excel(*values):
    book, file = Workbook(), io.BytesIO()
    book.active.append(values)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("brief.docx", word("Bel 06-12", "345678"), PHONE),
        ("LIJST.XLSX", excel("Bel", PHONE), PHONE),
        ("lijst.xlsx", excel(int(BSN)), BSN),
        ("brief.odt", packed("content.xml", ODT), PHONE),
        ("dia.pptx", packed("ppt/slides/slide1.xml", f"<p>{PHONE}</p>"), PHONE),
        ("lijst.csv", f"naam;nummer\nx;{PHONE}".encode("utf-8-sig"), PHONE),
        ("oud.txt", f"één {PHONE}".encode("cp1252"), f"één {PHONE}"),
        ("brief.pdf", pdf(f"Bel {PHONE}"), f"Bel {PHONE}"),
        ("brief.pdf", pdf("Hier", LINK), "mailto:jan@x.nl"),
        ("maker.docx", packed(WORD, "<d/>"), ""),
        ("foto.docx", packed(WORD, f"<d><t>Bel {PHONE}</t>{SCAN}</d>"), PHONE),
    ],
)
def test_text_is_read(name, data, words):
    assert words in text_of_file(name, io.BytesIO(data))


def test_paragraphs_and_properties_are_lines():
    text = text_of_file("a.odt", io.BytesIO(packed("content.xml", ODT)))
    assert text.splitlines() == [f"Bel {PHONE}", "nu"]


def slides(*texts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, text in enumerate(texts, start=1):
            archive.writestr(f"ppt/slides/slide{number}.xml", text)
    return file.getvalue()


BOMB = packed(WORD, "<d>" + "<p>a</p>" * 3_000_000 + "</d>")
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("brief.docx", b""),
        ("brief.docx", b"PK\x03\x04 half"),
        ("brief.docx", word("heel")[:-30]),
        ("brief.docx", packed("other.xml", "<d/>")),
        ("brief.docx", packed(WORD, "<d><p>open")),
        ("brief.docx", packed(WORD, ENTITIES)),
        ("brief.docx", BOMB),
        ("brief.txt", b"\xff\xfeB\0e\0l\0"),
        ("brief.txt", b"a" * (MOST_CHARACTERS + 1)),
        ("brief.txt", "😀".encode() * MOST_CHARACTERS + PHONE.encode()),
        ("brief.docx", word("heel").rjust(MOST_BYTES, b"\0") + word(PHONE)),  # the last one counts
        ("scan.docx", packed(WORD, SCAN)),
        ("scan.odt", packed("content.xml", "<d><p><image href='Pictures/1.png'/></p></d>")),
        ("scan.pptx", slides("<t>Titel</t>", SCAN)),
        ("brief.pdf", b""),
        ("brief.pdf", b"%PDF-1.4 broken"),
        ("brief.pdf", pdf("")),
        ("brief.pdf", locked()),
        ("brief.exe", b"MZ"),
        ("brief", b"tekst"),
    ],
    ids=range(20),
)
def test_what_cannot_be_read_says_so(name, data):
    with pytest.raises(UnreadableError):
        text_of_file(name, io.BytesIO(data))


def test_what_a_library_says_of_a_file_fills_no_memory(monkeypatch):
    done, run = [], apart._run
    monkeypatch.setattr(apart, "_run", lambda *given: done.append(run(*given)) or done[-1])
    twice = pdf("Hallo", b"/X<<" + b"/K 1" * 99 + b">>")
    assert "Hallo" in text_of_file("brief.pdf", io.BytesIO(twice))
    assert done[0].stderr == b""


@pytest.mark.django_db
class TestAttachment:
    def draft(self, gate, name, data, *more):
        page = gate.desk.draft()
        for each in (name, *more):
            document = get_document_model()(title="Brief")
            document.file.save(each, ContentFile(data))
            page.attachments.add(Attachment(title="Brief", document=document))
        page.save_revision(user=gate.desk.people["author"])
        return page

    def test_what_is_found_in_it_sends_the_draft_back(self, gate):
        page = self.draft(gate, "brief.docx", word(f"Bel {PHONE}."))
        state = gate.hand_in(page)
        assert state.status == "needs_changes"
        assert "Bijlage 1, document: telefoonnummer" in state.current_task_state.comment
        assert "#id_attachments-0-document" in gate.look(page).text
        gate.sign(page)
        assert gate.hand_in(page).status == "in_progress"

    def test_what_cannot_be_read_is_looked_at_and_signed(self, gate):
        page = self.draft(gate, "brief.docx", b"PK broken")
        state = gate.hand_in(page)
        assert "bestand dat niet te lezen is" in state.current_task_state.comment
        gate.sign(page, reason="Zelf nagekeken: alleen een formulier.")
        assert gate.hand_in(page).status == "in_progress"

    def test_a_file_that_is_gone_is_no_fault_of_the_server(self, gate):
        page = self.draft(gate, "brief.txt", b"tekst")
        document = page.attachments.first().document
        document.file.storage.delete(document.file.name)
        assert gate.look(page).status_code == 200
        assert gate.states(page) == [("attachments.0.document.content", "unreadable", "open")]

    def test_what_there_was_no_time_for_is_read_later_and_loses_no_signature(
        self, gate, monkeypatch
    ):
        page = self.draft(gate, "brief.docx", word(f"Bel {PHONE}."), "dia.docx", "lijst.docx")
        gate.look(page)
        gate.sign(page)
        started = []
        run = apart._run
        monkeypatch.setattr(apart, "_run", lambda *given: started.append(given) or run(*given))
        monkeypatch.setattr(draft_texts, "MOST_SECONDS", 0.02)
        comment = gate.hand_in(page).current_task_state.comment
        assert comment.count("geen tijd was om het te lezen") == 3
        assert "Bijlage 3, document" in comment
        assert "lijst" in gate.look(page).text
        assert len(started) <= 2, "one for each of two checks"
        monkeypatch.undo()
        assert gate.hand_in(page).status == "in_progress"
