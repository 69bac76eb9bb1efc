"""PDF files lose who made them; those with scripts, files within or a password are refused."""

import io
import os

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from tests.cms.uploads.files import SECRET, XMP, cleaned, pdf, picture, reason


def note(writer):
    """A remark in the margin, with the name of who made it."""
    mark = DictionaryObject()
    for key, value in {"/Subtype": NameObject("/Text"), "/T": TextStringObject(SECRET)}.items():
        mark[NameObject(key)] = value
    mark[NameObject("/Rect")] = writer.pages[0].mediabox
    writer.pages[0][NameObject("/Annots")] = writer._add_object(mark)


def photo_with_xmp(writer):
    stream = StreamObject()
    stream.set_data(XMP)
    picture = DictionaryObject({NameObject("/Metadata"): writer._add_object(stream)})
    writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/X"): picture})


def photo(writer):
    name = NameObject("/DCTDecode")
    for key, packed in (("/PZ", name), ("/PL", ArrayObject([name]))):  # both ways to write it
        stream = StreamObject()
        stream._data = picture(comment=SECRET.encode())
        stream[NameObject("/Filter")] = packed
        writer.pages[0][NameObject(key)] = writer._add_object(stream)


def launches(writer):
    action = DictionaryObject({NameObject("/S"): writer._add_object(NameObject("/Launch"))})
    writer.root_object[NameObject("/OpenAction")] = action


class TestPdf:
    def test_who_made_it_is_gone(self):
        data = pdf(changes=[note, photo_with_xmp, photo])
        assert data.count(SECRET.encode()) > 2
        after = cleaned("brief.pdf", data)
        assert b"Vries" not in after
        reader = PdfReader(io.BytesIO(after))
        assert not reader.metadata
        assert reader.xmp_metadata is None
        [page] = reader.pages
        inside = Image.open(io.BytesIO(page["/PZ"]._data))
        assert (inside.size, dict(inside.getexif()), inside.info.get("comment")) == (
            (40, 20),
            {},
            None,
        )

    def test_an_earlier_version_stays_behind(self):
        writer, file = PdfWriter(io.BytesIO(pdf()), incremental=True), io.BytesIO()
        writer.add_metadata({"/Author": "Een ander"})
        writer.write(file)
        assert b"Vries" in file.getvalue()  # pypdf writes the dot in another way
        assert b"Vries" not in cleaned("brief.pdf", file.getvalue())

    def test_scripts_files_and_passwords_are_refused(self):
        def script(writer):
            writer.add_open_action(JavaScript("app.alert(1)"))

        def file_within(writer):
            writer.add_attachment("a.txt", b"x")

        for change in (script, file_within, launches):
            assert reason("brief.pdf", pdf(changes=[change])) == "active"
        locked = pdf(user_password="geheim", algorithm="RC4-128")
        assert reason("brief.pdf", locked) == "locked"
        only_against_printing = pdf(user_password="", owner_password="x", algorithm="RC4-128")
        assert b"Vries" not in cleaned("brief.pdf", only_against_printing)

    def test_broken_ones_are_refused(self):
        for data in (b"%PDF-1.7", b"%PDF-1.7" + os.urandom(2_000), pdf()[:200]):
            assert reason("brief.pdf", data) == "broken"
