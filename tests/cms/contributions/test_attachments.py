"""A file that goes with a handed-in lesson: cleaned, and hidden until the lesson is published."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.documents.models import Document

from cms.contributions import views
from cms.models import Contribution
from cms.moderation import draft_texts
from cms.moderation.file_limits import UnreadableError
from cms.uploads import cleaning
from tests.answers import form_errors
from tests.cms.contributions.sender import EMAIL, FORM, NAME, answers, do, handed_in, send
from tests.cms.contributions.test_status import publish
from tests.factories import member_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stored():
    """Return the names of all files that this installation keeps."""
    root = Path(settings.MEDIA_ROOT)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def picture():
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x013B] = NAME  # the artist
    Image.new("RGB", (8, 8)).save(file, "JPEG", exif=exif)
    return SimpleUploadedFile("klaartje fluitekruid.jpg", file.getvalue())


def status(client, address):
    return client.get(address).status_code


def test_it_is_cleaned_and_hidden_until_readers_get_the_lesson():
    send(attachment=picture())
    (waiting,) = stored()
    assert "klaartje" not in waiting
    assert status(Client(), f"/media/{waiting}") == 404
    Contribution.objects.all().delete()

    contribution, _link = handed_in(attachment=picture())
    page = contribution.page
    document = page.attachments.get().document
    assert document == contribution.document
    assert (document.title, document.filename) == (
        str(contribution),
        f"ingediende-les-{contribution.pk}.jpg",
    )
    assert document.collection.name == contribution.organisation.name
    assert NAME.encode() not in document.file.read()
    # People look at what the privacy check cannot read.
    assert "unreadable" in page.privacy_findings.values_list("kind", flat=True)
    own = signed_in(member_of("redacteur", contribution.organisation.slug, "editors"))
    other = signed_in(member_of("buur", "riec-limburg", "editors"))
    assert [status(each, document.url) for each in (Client(), other, own)] == [404, 404, 200]
    publish(contribution)
    assert status(Client(), document.url) == 200


def test_an_editor_may_edit_a_photo_that_came_with_it_and_add_another_in_its_place():
    contribution, _link = handed_in(attachment=picture())
    document = contribution.document
    own = signed_in(member_of("redacteur", contribution.organisation.slug, "editors"))
    values = {"title": "Het bord bij de ingang", "collection": document.collection_id}
    address = reverse("wagtaildocs:edit", args=[document.pk])
    assert own.post(address, values).status_code == 302
    assert Document.objects.get().title == "Het bord bij de ingang"
    refused = own.post(address, {**values, "file": picture()})  # somebody may have read it
    assert "een nieuw bestand" in str(refused.context["form"].errors["file"])
    assert own.post(reverse("wagtaildocs:add"), {**values, "file": picture()}).status_code == 302
    assert NAME.encode() not in Document.objects.latest("pk").file.read()


def test_nobody_waits_for_the_database_while_a_file_of_a_stranger_is_opened(monkeypatch):
    opened, around = [], list(connection.savepoint_ids)

    def clean(program, data, *_more):
        opened.append(("cleaned", list(connection.savepoint_ids)))
        return data

    def read(name, *_more):
        opened.append((name[-4:], list(connection.savepoint_ids)))
        raise UnreadableError

    monkeypatch.setattr(cleaning, "run_apart", clean)
    monkeypatch.setattr(draft_texts, "text_of_file", read)
    contribution, link = handed_in(attachment=picture())
    do(link, "confirm")  # once more
    assert opened == [("cleaned", around), (".jpg", around)]
    assert "unreadable" in contribution.page.privacy_findings.values_list("kind", flat=True)


def test_what_is_hostile_too_large_or_of_another_kind_is_refused():
    refused = {
        "les.pdf": b"MZ\x90\x00" + b"\0" * 99,
        "les.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "les.html": b"<script>alert(1)</script>",
        "les.docx": b"PK\x03\x04 and then nothing",
        "les.jpg": b"\xff\xd8\xff" + b"\0" * 99,
        "les.pdf.exe": b"%PDF-1.7",
        "les.png": b"\x89PNG\r\n\x1a\n" + b"x" * (5 * 1024 * 1024),
        "les.txt": b"Alleen tekst.",
        "leeg.pdf": b"",
    }
    for name, data in refused.items():
        errors = form_errors(send(attachment=SimpleUploadedFile(name, data)))
        assert set(errors) == {"attachment"}, name
    assert stored() == []
    assert not Contribution.objects.exists()


def test_what_is_far_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(views, "LARGEST_REQUEST", 300)
    answer = Client().post(FORM, answers())
    assert answer.status_code == 413
    assert "Kies een kleiner bestand" in answer.text
    assert not Contribution.objects.exists()


def test_who_tries_often_waits_before_anything_is_looked_at(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "hand_in_try": "2/h/ip"}
    for _time in range(2):
        assert Client().post(FORM, {}).status_code == 200
    assert Client().post(FORM, {}).status_code == 429


def test_the_form_is_protected_against_other_sites():
    client = Client(enforce_csrf_checks=True)
    assert client.post(FORM, answers()).status_code == 403
    assert not Contribution.objects.exists()


def test_a_file_goes_with_its_lesson(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(attachment=picture())
        with time_machine.travel(timezone.now() + timedelta(hours=49)):
            call_command("erase_contributions", stdout=io.StringIO())
    assert stored() == []
    with django_capture_on_commit_callbacks(execute=True):
        _contribution, link = handed_in(attachment=picture())
    assert [name.partition("/")[0] for name in stored()] == ["documents"]
    with django_capture_on_commit_callbacks(execute=True):
        do(link, "withdraw")
    assert stored() == []
    assert not Document.objects.exists()
    assert EMAIL not in Contribution.objects.get().email
