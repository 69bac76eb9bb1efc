"""No way past the review through a file: what an item uses stays the file that was read."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection

from cms.models import Attachment, KnowledgePage, StandardPage
from cms.reference.organisations import SHARED_COLLECTION
from tests.cms.editor_form import decide
from tests.cms.moderation.conftest import OTHER, OWN
from tests.factories import go_live, organisation, signed_in

pytestmark = pytest.mark.django_db

WRITERS = ("author", "editor", "superuser")
EDITS = {Document: "wagtaildocs:edit", Image: "wagtailimages:edit"}
STATES = ("draft", "sent back", "waiting", "scheduled", "live", "live with a newer draft")


def png(colour):
    data = io.BytesIO()
    Picture.new("RGB", (8, 8), colour).save(data, "PNG")
    return data.getvalue()


def folder(name):
    return Collection.objects.get(name=name)


def own_folder(slug=OWN):
    return folder(organisation(slug).name)


def new_file(desk, model, **fields):
    file = ("bijlage.txt", b"gelezen") if model is Document else ("foto.png", png("red"))
    name, data = file
    return model.objects.create(
        title="Bijlage",
        collection=own_folder(),
        file=ContentFile(data, name),
        uploaded_by_user=desk.people["author"],
        **fields,
    )


def draft_with(desk, file, **fields):
    """Return a draft that uses this file, and no other version or page does."""
    page = desk.draft(**fields)
    if isinstance(file, Image):
        page.image, page.image_alt = file, "Een foto."
    else:
        page.attachments = [Attachment(title="Bijlage", document=file)]
    page.save_revision(user=desk.people["author"])
    return page


def in_state(desk, file, state):
    later = timezone.now() + datetime.timedelta(days=1)
    page = draft_with(desk, file, **({"go_live_at": later} if state == "scheduled" else {}))
    if state != "draft":
        chain = desk.hand_in(page)
    if state == "sent back":
        decide(desk.people["editor"], chain, "reject", comment="Te lang.")
    elif state not in ("draft", "waiting"):
        decide(desk.people["editor"], chain, "approve")
    page = type(page).objects.get(pk=page.pk)
    assert page.live == state.startswith("live")
    if state == "live with a newer draft":
        page.attachments, page.image = [], None
        page.save_revision(user=desk.people["author"])


def send(person, thing, **values):
    """Send the form of a file in the CMS."""
    form = {"title": thing.title, "collection": thing.collection_id, "tags": "", **values}
    return signed_in(person).post(reverse(EDITS[type(thing)], args=[thing.pk]), form)


def another(model):
    if model is Document:
        return SimpleUploadedFile("nieuw.txt", b"Burgemeester Jansen, bel 06-12345678.")
    return SimpleUploadedFile("nieuw.png", png("blue"))


def bytes_of(file):
    with type(file).objects.get(pk=file.pk).file.open() as opened:
        return opened.read()


@pytest.mark.parametrize("model", EDITS)
class TestAnotherFile:
    @pytest.mark.parametrize("state", STATES)
    def test_does_not_take_the_place_of_one_that_an_item_uses(self, desk, model, state):
        file = new_file(desk, model)
        in_state(desk, file, state)
        read = bytes_of(file)
        for writer in WRITERS:
            answer = send(desk.people[writer], file, file=another(model))
            assert bytes_of(file) == read, writer
        assert "Voeg een nieuw bestand toe" in answer.context["form"].errors["file"][0]

    def test_nor_of_one_on_a_page_that_is_no_item(self, desk, model):
        file = new_file(desk, model)
        page = StandardPage.objects.get(slug="over")
        link = {Document: f'<a linktype="document" id="{file.pk}">brief</a>'}
        embed = f'<embed embedtype="image" id="{file.pk}" alt="x" format="left"/>'
        page.body = f"<p>{link.get(model, embed)}</p>"
        go_live(page)
        read = bytes_of(file)
        send(desk.people["editor"], file, file=another(model))
        assert bytes_of(file) == read

    def test_may_take_the_place_of_one_that_nothing_uses(self, desk, model):
        file = new_file(desk, model)
        page = draft_with(desk, file)
        page.attachments, page.image = [], None
        page.save_revision(user=desk.people["author"])
        read = bytes_of(file)
        assert send(desk.people["author"], file, file=another(model)).status_code == 302
        assert bytes_of(file) != read

    def test_the_rest_of_the_form_still_works(self, desk, model):
        file = new_file(desk, model)
        in_state(desk, file, "live")
        assert send(desk.people["editor"], file, title="Andere naam").status_code == 302
        assert model.objects.get().title == "Andere naam"


@pytest.mark.parametrize("model", EDITS)
class TestAnotherFolder:
    """Who works in a folder may fetch what is in it."""

    @pytest.mark.parametrize("in_bulk", [False, True])
    @pytest.mark.parametrize("is_used", [False, True])
    def test_only_for_a_file_that_no_item_uses(self, desk, model, is_used, in_bulk):
        file = new_file(desk, model)
        if is_used:
            go_live(draft_with(desk, file, label="amber-strict"))
        editor, there = desk.people["editor"], own_folder(OTHER)
        editor.groups.add(organisation(OTHER).editors)
        if in_bulk:
            name = model._meta.app_label, model._meta.model_name
            address = "/beheer/bulk/{}/{}/add_to_collection/?next=/beheer/&id={}"
            address = address.format(*name, file.pk)
            answer = signed_in(editor).post(address, {"collection": there.pk}, follow=True)
        else:
            answer = send(editor, file, collection=there.pk)
        file.refresh_from_db()
        assert (file.collection == there) is not is_used
        assert ("blijft het in deze map" in answer.text) is is_used

    def test_nor_to_the_folder_of_all(self, desk, model):
        file = new_file(desk, model)
        in_state(desk, file, "waiting")
        send(desk.people["superuser"], file, collection=folder(SHARED_COLLECTION).pk)
        file.refresh_from_db()
        assert file.collection == own_folder()


@pytest.mark.parametrize("model", EDITS)
def test_an_approval_is_of_the_files_too(desk, model, time_machine):
    """Whatever writes another file, a command or a shell: what waits for its day does not go."""
    file = new_file(desk, model)
    in_state(desk, file, "scheduled")
    file.file.storage.delete(file.file.name)
    file.file.storage.save(file.file.name, ContentFile(png("blue")))
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    call_command("publish_scheduled")
    assert not KnowledgePage.objects.live().exists()


@pytest.mark.parametrize("model", EDITS)
def test_an_approved_item_with_its_files_goes_on_its_day(desk, model, time_machine):
    in_state(desk, new_file(desk, model), "scheduled")
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    call_command("publish_scheduled")
    assert KnowledgePage.objects.live().exists()


def test_readers_get_the_file_that_was_approved(desk):
    file = new_file(desk, Document)
    in_state(desk, file, "live")
    send(desk.people["author"], file, file=another(Document))
    answer = Client().get(Document.objects.get().url)
    assert b"".join(answer.streaming_content) == b"gelezen"
