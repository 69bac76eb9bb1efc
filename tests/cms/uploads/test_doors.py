"""Every door through which a file comes into the CMS cleans it first."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, UploadedFile
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from tests.cms.uploads.files import SECRET, picture
from tests.cms.uploads.office import docx
from tests.factories import member_of, organisation, signed_in

pytestmark = pytest.mark.django_db

FILES = {
    Image: ("foto.jpg", picture(), "wagtailimages:add_multiple", "wagtailimages:edit"),
    Document: ("brief.docx", docx(), "wagtaildocs:add_multiple", "wagtaildocs:edit"),
}
CHOOSERS = {
    Image: ("wagtailimages_chooser:create", "image-chooser-upload"),
    Document: ("wagtaildocs_chooser:create", "document-chooser-upload"),
}


@pytest.fixture
def author():
    return signed_in(member_of("auteur", "riec-limburg", "authors"))


def collection():
    return Collection.objects.get(name=organisation("riec-limburg").name).pk


def bytes_of(thing):
    with thing.file.open() as file:
        return file.read()


def send(client, address, field, name, data, **values):
    values = {"title": "Bestand", "collection": collection(), **values}
    files = {field: SimpleUploadedFile(name, data)}
    return client.post(address, {**values, **files}, headers={"x-requested-with": "XMLHttpRequest"})


def send_avatar(client, name, data):
    """Choose a picture of oneself on the page of one's account."""
    page = reverse("wagtailadmin_account")
    picked = {"avatar-avatar": SimpleUploadedFile(name, data)}
    names = {"name_email-first_name": "A", "name_email-last_name": "B"}
    form = querydict_from_html(client.get(page).text, form_index=0).dict()
    return client.post(page, {**form, **names, **picked}, follow=True)


def test_adding_a_file_cleans_it(author):
    for model, (name, data, door, _edit) in FILES.items():
        assert b"Vries" in data or name == "brief.docx"
        answer = send(author, reverse(door), "files[]", name, data).json()
        assert answer["success"], answer
        kept = bytes_of(model.objects.get())
        assert SECRET.encode() not in kept
        assert b"docProps" not in kept
        assert model.objects.get().file_size == len(kept)


def test_choosing_a_new_file_cleans_it(author):
    for model, (door, prefix) in CHOOSERS.items():
        name, data, *_ = FILES[model]
        values = {f"{prefix}-title": "Bestand", f"{prefix}-collection": collection()}
        answer = send(author, reverse(door), f"{prefix}-file", name, data, **values)
        assert answer.status_code == 200
        assert SECRET.encode() not in bytes_of(model.objects.get())
        assert b"docProps" not in bytes_of(model.objects.get())


def test_another_file_for_an_old_one_is_cleaned(author):
    for model, (name, data, door, edit) in FILES.items():
        send(author, reverse(door), "files[]", name, data)
        thing = model.objects.get()
        answer = send(author, reverse(edit, args=[thing.pk]), "file", f"nieuw-{name}", data)
        assert answer.status_code == 302
        after = model.objects.get()
        assert after.file.name != thing.file.name
        assert SECRET.encode() not in bytes_of(after)
        assert b"docProps" not in bytes_of(after)
        # Without another file it keeps the one it has.
        values = {"title": "Ander", "collection": collection()}
        author.post(reverse(edit, args=[thing.pk]), values)
        assert model.objects.get().title == "Ander"
        assert model.objects.get().file.name == after.file.name


def test_a_file_that_waits_for_its_title_is_cleaned(author):
    for model, (name, data, door, _edit) in FILES.items():
        answer = send(author, reverse(door), "files[]", name, data, title="a" * 256).json()
        waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
        assert SECRET.encode() not in bytes_of(waiting)
        assert b"docProps" not in bytes_of(waiting)
        waiting.delete()
        assert not model.objects.exists()


def test_the_picture_of_a_person_is_cleaned():
    person = member_of("auteur", "riec-limburg", "authors")
    for data, words in ((picture()[:200], "Dit bestand is niet te lezen"), (picture(), "")):
        assert words in send_avatar(signed_in(person), "jan-de-vries.jpg", data).text
        kept = UserProfile.get_for_user(person).avatar
        assert bool(kept) is not bool(words)
    assert "vries" not in kept.name
    with kept.open() as file:
        assert SECRET.encode() not in file.read()


def test_the_field_of_ones_picture_is_tied_to_what_is_wrong_with_it():
    client = signed_in(member_of("auteur", "riec-limburg", "authors"))
    field = r'<input type="file"[^>]*name="avatar-avatar"[^>]*>'
    untouched = re.search(field, client.get(reverse("wagtailadmin_account")).text)[0]
    assert "aria-" not in untouched
    answer = send_avatar(client, "ik.jpg", picture()[:200]).text
    refused = re.search(field, answer)[0]
    assert 'aria-invalid="true"' in refused
    described_by = re.search(r'aria-describedby="([^"]+)"', refused)[1]
    assert re.search(rf'id="{described_by}"[^>]*>\s*(<p>)?Dit bestand is niet te lezen', answer)


def test_what_is_refused_says_why_and_is_not_kept(author):
    for name, data, door, words in (
        (
            "foto.jpg",
            picture("PNG"),
            "wagtailimages:add_multiple",
            "De naam van dit bestand eindigt",
        ),
        ("foto.jpg", picture()[:200], "wagtailimages:add_multiple", "Dit bestand is niet te lezen"),
        ("brief.pdf", docx(), "wagtaildocs:add_multiple", "De naam van dit bestand eindigt"),
        ("brief.docx", docx()[:-9], "wagtaildocs:add_multiple", "Dit bestand is niet te lezen"),
        ("brief.exe", b"MZ\0", "wagtaildocs:add_multiple", "Bewaar het als PDF"),
    ):
        answer = send(author, reverse(door), "files[]", name, data).json()
        assert not answer["success"]
        assert words in answer["error_message"]
    assert not Image.objects.exists()
    assert not Document.objects.exists()
