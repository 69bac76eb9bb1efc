"""What is uploaded loses what it tells of its makers, and is refused when it may do harm."""

import io
import os
import zipfile
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from cms.uploads import packages
from cms.uploads.cleaning import clean
from cms.uploads.markup import Room
from cms.uploads.refusals import UploadRefused
from tests.cms.uploads.files import SECRET, cleaned, pdf, picture, reason
from tests.cms.uploads.office import EXCEL_MAIN, content_types, docx, packed, relations, unpacked

pytestmark = pytest.mark.usefixtures("in_this_process")


class TestPictures:
    def test_only_what_one_sees_is_left(self):
        endings = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
        for kind, ending in endings.items():
            before = picture(kind, icc_profile=b"profile of the colours", comment=SECRET.encode())
            assert SECRET.encode() in before
            after = cleaned(f"foto.{ending}", before + SECRET.encode())
            assert SECRET.encode() not in after
            image = Image.open(io.BytesIO(after))
            assert (image.format, dict(image.getexif())) == (kind, {})
            assert image.info["icc_profile"] == b"profile of the colours"

    def test_it_stands_upright(self):
        for kind, ending in (("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")):
            image = Image.open(io.BytesIO(cleaned(f"foto.{ending}", picture(kind))))
            assert image.size == (20, 40)
            red, _green, blue = image.convert("RGB").getpixel((17, 3))  # the top right by now
            assert red > 200 > blue

    def test_what_moves_goes_on_moving(self):
        for kind, ending in (("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png")):
            after = cleaned(f"film.{ending}", picture(kind, frames=3))
            assert Image.open(io.BytesIO(after)).n_frames == 3

    def test_a_photo_is_as_sharp_as_before(self):
        file = io.BytesIO()
        Image.effect_noise((64, 64), 90).convert("RGB").save(file, "JPEG", quality=60)
        before = Image.open(file)
        after = Image.open(io.BytesIO(cleaned("foto.jpg", file.getvalue())))
        assert after.quantization == before.quantization

    def test_a_picture_that_fills_the_memory_is_refused(self, settings):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
        assert reason("groot.png", picture("PNG", (1001, 1000))) == "too_many_pixels"
        assert reason("film.gif", picture("GIF", (400, 1000), frames=3)) == "too_many_pixels"
        # Counting a million frames would take longer than drawing a photo.
        assert reason("film.gif", picture("GIF", (2, 2), frames=400)) == "too_much"
        huge = bytearray(picture("PNG"))
        huge[16:24] = b"\x7f\xff\xff\xff" * 2  # says that it is two thousand million square
        assert reason("groot.png", bytes(huge)) in {"too_many_pixels", "broken"}

    def test_half_a_picture_is_refused(self):
        for kind, ending in (("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp")):
            data = picture(kind, (400, 400))
            for half in (data[:40], data[: len(data) // 2]):
                assert reason(f"foto.{ending}", half) == "broken"


class TestKinds:
    def test_the_content_tells_what_it_is(self):
        word, jpeg = docx("<w:p/>"), picture()
        for name, data in (
            *(("foto.png", jpeg), ("brief.pdf", jpeg), ("foto.jpg", word), ("lijst.xlsx", word)),
            *(("brief.docx", b"tekst"), ("foto.png", b"<svg/>"), ("brief.txt", pdf())),
        ):
            assert reason(name, data) == "wrong_name"
        for name, data in (
            *(("brief.docx", b"MZ\x90\0"), ("brief.docx", packed({"a.txt": "a"}))),
            *(("virus.exe", b"MZ\x90\0"), ("teken.svg", b"<svg/>"), ("foto", jpeg)),
            *(("brief.txt", "tekst".encode("utf-16")), ("oud.docm", word)),
        ):
            assert reason(name, data) == "unknown"
        for name in ("brief.doc", "brief.docx"):  # old, or with a password
            old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
            assert reason(name, old) in {"unknown", "old_or_locked"}
        assert reason("brief.txt", b"") == "empty"

    def test_too_large_is_said_with_the_size(self, settings):
        settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1_000
        with pytest.raises(UploadRefused, match=r"1000.+bytes"):
            clean(SimpleUploadedFile("brief.txt", b"a" * 1_001))

    def test_text_stays_as_it_is(self):
        for data in ("naam;één\r\n\t1".encode(), "één".encode("cp1252")):
            assert cleaned("lijst.csv", data) == data

    def test_a_path_is_no_part_of_the_name(self):
        file = SimpleUploadedFile("brief.txt", b"a")
        file._name = "/srv/map/../brief.txt"
        assert clean(file).name == "brief.txt"


class TestOffice:
    def test_who_made_it_is_gone_and_the_text_stays(self):
        people = f'<w15:people xmlns:w15="x"><w15:person w15:author="{SECRET}"/></w15:people>'
        data = docx(
            f'<w:p><w:ins w:id="1" w:author="{SECRET}"><w:r><w:t>Nieuw &amp; author="ik"</w:t>'
            "</w:r></w:ins></w:p>",
            {
                "word/people.xml": people,
                "word/comments.xml": f'<w:c xmlns:w="w" w:initials="JV" w:author="{SECRET}"/>',
                "customXml/item1.xml": f"<a>{SECRET}</a>",
                "word/media/image1.jpg": picture(),
                "word/_rels/settings.xml.rels": relations(
                    ("rId1", "attachedTemplate", f"file:///C:\\Users\\{SECRET}\\huis.dotx")
                ),
            },
            [
                ("rId1", "customXml", "../customXml/item1.xml"),
                ("rId2", "image", "media/image1.jpg"),
                ("rId3", "image", "https://volg.example/ik.png"),
                ("rId4", "hyperlink", "https://www.vng.nl/"),
            ],
        )
        parts = unpacked(cleaned("brief.docx", data))
        assert not any(SECRET.encode() in part for part in parts.values())
        assert {name.partition("/")[0] for name in parts} == {
            "[Content_Types].xml", "_rels", "word",
        }  # fmt: skip
        document, links = parts["word/document.xml"], parts["word/_rels/document.xml.rels"]
        assert b'Nieuw &amp; author="ik"' in document
        assert b'w:author="Auteur"' in document
        assert b"docProps" not in parts["_rels/.rels"]
        for word, there in (
            *((b"customXml", False), (b"volg.example", False)),
            *((b"www.vng.nl", True), (b"media/image1.jpg", True)),
        ):
            assert (word in links) == there
        inside = Image.open(io.BytesIO(parts["word/media/image1.jpg"]))
        assert (inside.size, dict(inside.getexif())) == ((40, 20), {})  # the page turns it

    def test_excel(self):
        book, file = Workbook(), io.BytesIO()
        book.active.append(["Bel", 6])
        book.properties.creator = book.properties.lastModifiedBy = SECRET
        book.save(file)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(
                "xl/comments1.xml", f"<c><authors><author>{SECRET}</author></authors></c>"
            )
            archive.writestr(
                "xl/persons/person.xml", f'<p displayName="{SECRET}" userId="{SECRET}"/>'
            )
        parts = unpacked(cleaned("lijst.xlsx", file.getvalue()))
        assert not any(SECRET.encode() in part for part in parts.values())
        assert b"Bel" in b"".join(parts.values())

    def test_open_document(self):
        text = f'<o xmlns:dc="d"><dc:creator>{SECRET}</dc:creator><p>Tekst</p></o>'
        data = packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": text,
                "meta.xml": text,
                "Thumbnails/thumbnail.png": picture("PNG"),
                "META-INF/manifest.xml": '<m xmlns:m="m"><e m:full-path="meta.xml"/>'
                '<e m:full-path="content.xml"/></m>',
            }
        )
        after = cleaned("brief.odt", data)
        parts = unpacked(after)
        assert list(parts) == ["mimetype", "content.xml", "META-INF/manifest.xml"]
        assert after[30:38] == b"mimetype"
        assert b"<p>Tekst</p>" in parts["content.xml"]
        assert SECRET.encode() not in parts["content.xml"]
        assert b"meta.xml" not in parts["META-INF/manifest.xml"]

        encrypted = {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
        kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
        assert reason("brief.odt", packed(kind | encrypted)) == "locked"

    def test_a_chart_carries_its_sheet_cleaned_as_well(self):
        sheet = packed(
            {"[Content_Types].xml": content_types(EXCEL_MAIN), "docProps/core.xml": SECRET}
        )
        name = "word/embeddings/sheet.xlsx"
        parts = unpacked(cleaned("brief.docx", docx("", {name: sheet})))
        assert list(unpacked(parts[name])) == ["[Content_Types].xml"]
        deeper = docx("", {name: docx("", {name: sheet})})
        assert reason("brief.docx", deeper) == "active"

    def test_macros_and_files_within_are_refused(self):
        for part in (
            *("word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.bin"),
            *("word/embeddings/oleObject1.bin", "word/embeddings/virus.exe"),
        ):
            assert reason("brief.docx", docx("", {part: "x"})) in {"active", "wrong_name"}
        macros = content_types("application/vnd.ms-word.document.macroEnabled.main+xml")
        assert reason("brief.docx", packed({"[Content_Types].xml": macros})) == "active"
        calc = {"mimetype": "application/vnd.oasis.opendocument.text", "Basic/A/Module1.xml": ""}
        assert reason("brief.odt", packed(calc)) == "active"

    @pytest.mark.parametrize("kind", ["oleObject", "aFChunk", "control", "vbaProject", "package"])
    @pytest.mark.parametrize(
        "list_name",
        [
            *("word/_rels/document.xml.rels", "word/_rels/HEADER1.XML.RELS"),
            *("xl/pivotCache/_rels/sheet1.xml.rels", "xl/persons/_rels/person.xml.rels"),
        ],
    )
    def test_a_part_is_what_the_list_says_whatever_it_is_called(self, kind, list_name):
        for target in ("fotos/1.dat", "fotos/1.dat#/embeddings/x"):
            lists = {list_name: relations(("rId1", kind, target))}
            assert reason("brief.docx", docx("", lists)) == "active"

    def test_a_file_within_is_seen_wherever_it_stands(self):
        sheet = packed({"[Content_Types].xml": content_types(EXCEL_MAIN)})
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        for name, data in (
            *(("embeddings/kwaad.xlsm", b"x"), ("embeddings/kwaad.bin", b"x")),
            *(("word/fotos/1.dat", sheet), ("word/media/foto.jpg", ole)),
        ):
            assert reason("brief.docx", docx("", {name: data})) == "active"
        odd = '<Override PartName="/xl/1.dat" ContentType="application/x.externalLink+xml"/>'
        types = {"[Content_Types].xml": content_types(more=odd)}
        assert reason("brief.docx", docx("", types)) == "active"

    def test_a_chart_that_is_linked_leads_nowhere(self):
        links = [("rId9", "oleObject", "file:///c:/lijst.xlsx"), ("rId8", "package", "a:/b.xlsx")]
        lists = unpacked(cleaned("brief.docx", docx("", {}, links)))
        assert lists["word/_rels/document.xml.rels"].count(b"about:blank") == 2

    @pytest.mark.parametrize(
        "asks",
        [
            "<x:externalLink><x:ddeLink ddeService='cmd' ddeTopic='/c calc'/></x:externalLink>",
            "<a-b:oleLink/>",
            "<w:instrText>DD</w:instrText><w:r/><w:instrText xml:space='preserve'>E cmd "
            "</w:instrText>",
            "<w:fldSimple w:instr=' DDEAUTO c:\\\\cmd.exe '/>",
            "<w:instrText>&#68;<!-- x --></w:instrText><w:instrText a='>'><![CDATA[DE]]> cmd"
            "</w:instrText>",
            "<w:fldSimple w:instr='&#x44;DEAUTO \"c:\\cmd.exe\"'/>",
            "<text:dde-connection-decl office:dde-application='soffice'/>",
        ],
    )
    def test_what_asks_another_program_is_refused(self, asks):
        assert reason("brief.docx", docx("", {"word/header1.xml": f"<x>{asks}</x>"})) == "active"

    def test_a_word_about_it_is_taken(self):
        text = "<w:instrText> REF DDE_LINK1 </w:instrText><w:t>DDE is een oude techniek.</w:t>"
        cleaned("brief.docx", docx(text))

    def test_an_object_in_an_opendocument_file_is_refused(self):
        ole = '<m><file-entry media-type="application/vnd.sun.star.oleobject"/></m>'
        kind = {"mimetype": "application/vnd.oasis.opendocument.text"}
        assert reason("brief.odt", packed(kind | {"META-INF/manifest.xml": ole})) == "active"

    def test_bombs_and_broken_files_are_refused(self, monkeypatch):
        monkeypatch.setattr(packages, "MOST_PARTS", 500)
        monkeypatch.setattr(packages, "Room", partial(Room, 1_000_000, 5_000))
        entities = '<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
        for parts, expected in (
            ({"word/document.xml": entities}, "broken"),
            ({"word/comments.xml": entities.encode("utf-16")}, "broken"),
            ({"word/comments.xml": "<a author='x'>"}, "broken"),
            ({"word/media/image1.jpg": picture()[:60]}, "broken"),
            ({"../../etc/passwd": "x"}, "broken"),
            ({"WORD/document.xml": "x"}, "broken"),
            ({"word/nul.bin": bytes(1_010_000)}, "too_much"),
            ({"word/comments.xml": "<w author=''>" + "<a/>" * 5_000 + "</w>"}, "too_much"),
            ({f"word/{number}.xml": "" for number in range(500)}, "too_much"),
        ):
            assert reason("brief.docx", docx("", parts)) == expected, list(parts)[:1]
        for data in (docx()[:-30], docx()[:100], b"PK\x03\x04" + os.urandom(99)):
            assert reason("brief.docx", data) == "broken"
        # Unpacked without a limit by Python, and written by no office program.
        for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
            assert reason("brief.docx", packed(unpacked(docx()), method)) == "broken"
        # The sizes in the list of contents lie.
        lying = docx("", {"word/a.bin": "a" * 100})
        lying = lying.replace((100).to_bytes(4, "little"), (7).to_bytes(4, "little"))
        assert reason("brief.docx", lying) == "broken"
