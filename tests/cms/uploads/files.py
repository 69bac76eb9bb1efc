"""Files as cameras and programs make them, and what becomes of them when they are uploaded."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from cms.uploads.cleaning import clean
from cms.uploads.refusals import UploadRefused

SECRET = "J. de Vries"
XMP = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()


def cleaned(name, data):
    file = clean(SimpleUploadedFile(name, data))
    assert file.name == name
    return file.read()


def reason(name, data):
    with pytest.raises(UploadRefused) as caught:
        clean(SimpleUploadedFile(name, data))
    assert "%(" not in caught.value.messages[0]
    return caught.value.code


def picture(kind="JPEG", size=(40, 20), frames=1, **options):
    images = [
        Image.new("RGB", size, (0, number % 250, 40 * number % 250)) for number in range(frames)
    ]
    images[0].paste((255, 0, 0), (0, 0, size[0] // 2, size[1] // 2))  # red at the top left
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, SECRET  # turned a quarter, artist
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    file = io.BytesIO()
    if frames > 1:
        options |= {"save_all": True, "append_images": images[1:], "duration": 200}
    images[0].save(file, kind, exif=exif, xmp=XMP, **options)
    return file.getvalue()


def pdf(**options):
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": SECRET, "/Company": SECRET})
    writer.xmp_metadata = XMP
    for change in options.pop("changes", ()):
        change(writer)
    if options:
        writer.encrypt(**options)
    writer.write(file)
    return file.getvalue()
