"""Documents and pictures go to those who may read an item that uses them, and to nobody else."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, ReferenceIndex

from cms.models import Attachment, CaseStudyPage, StandardPage
from tests.factories import go_live, make_draft, make_item, member_of, organisation, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> Image:
    return Image.objects.create(title="Foto", file=get_test_image_file("foto.png"))


@pytest.fixture
def document() -> Document:
    return Document.objects.create(title="Brief", file=ContentFile(b"inhoud", "brief.pdf"))


def status(address: str, client: Client | None = None) -> int:
    return (client or Client()).get(address).status_code


class TestWho:
    def test_a_file_that_nothing_uses_is_for_who_manages_it(self, image, document, admin_user):
        member = signed_in(member_of("lid", "vng"))
        for address in (image.file.url, document.url):
            assert status(address) == 404
            assert status(address, member) == 404
            assert status(address, signed_in(admin_user)) == 200

    def test_an_editor_sees_the_files_of_her_own_organisation(self):
        own = Collection.objects.get(name=organisation("riec-limburg").name)
        image = Image.objects.create(
            title="Foto", file=get_test_image_file("foto.png"), collection=own
        )
        assert status(image.file.url, signed_in(member_of("een", "riec-limburg", "editors"))) == 200
        assert (
            status(image.file.url, signed_in(member_of("twee", "riec-rotterdam", "editors"))) == 404
        )

    def test_a_public_item_opens_a_file_that_a_restricted_one_uses_too(self, image):
        make_item(label="amber-strict", image=image)
        assert status(image.file.url) == 404
        make_item(image=image)
        assert status(image.file.url) == 200

    def test_a_draft_opens_nothing(self, image):
        page = make_draft(image=image)
        page.save_revision()
        assert status(image.file.url) == 404
        go_live(page)
        assert status(image.file.url) == 200
        CaseStudyPage.objects.get(pk=page.pk).unpublish()
        assert status(image.file.url) == 404

    def test_a_picture_in_the_next_version_waits(self, image):
        page = make_item()
        page.image = image
        page.save_revision()
        assert status(image.file.url) == 404

    def test_a_page_without_a_label_is_public(self, document):
        page = StandardPage.objects.get(slug="over")
        page.body = f'<p><a linktype="document" id="{document.pk}">de brief</a></p>'
        go_live(page)
        assert status(document.url) == 200

    def test_numbers_of_other_models_are_no_pages(self, image):
        page = make_item()
        ReferenceIndex.objects.create(
            base_content_type=ContentType.objects.get_for_model(Group),
            content_type=ContentType.objects.get_for_model(Group),
            object_id=str(page.pk),
            to_content_type=ContentType.objects.get_for_model(Image),
            to_object_id=str(image.pk),
            model_path="x",
            content_path="x",
            content_path_hash=ReferenceIndex._get_content_path_hash("x"),
        )
        assert status(image.file.url) == 404

    def test_an_attachment_follows_its_item(self, document):
        page = make_draft(CaseStudyPage, label="green")
        page.attachments = [Attachment(title="Brief", document=document)]
        go_live(page)
        assert status(document.url) == 404
        assert status(document.url, signed_in(member_of("lid", "vvg"))) == 200


class TestHow:
    @pytest.mark.parametrize(
        "path",
        [
            *("/media/", "/media/nergens.png", "/media/../manage.py", "/media/%2e%2e/manage.py"),
            *("/media/original_images/%00.png", "/media//etc/passwd", "/media/documents/brief.pdf"),
        ],
    )
    def test_what_is_no_picture_is_missing(self, document, path):
        make_draft().attachments = [Attachment(title="Brief", document=document)]
        assert status(path) == 404

    def test_a_document_has_one_address(self, document):
        page = make_draft()
        page.attachments = [Attachment(title="Brief", document=document)]
        go_live(page)
        assert status(document.url) == 200
        assert status(document.file.url) == 404

    @pytest.mark.parametrize("name", ["teken.svg", "pagina.html"])
    def test_what_may_hold_scripts_is_saved_not_shown(self, name):
        image = Image.objects.create(
            title="Teken", file=ContentFile(b"<svg/>", name), width=1, height=1
        )
        make_item(image=image)
        answer = Client().get(image.file.url)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_only_public_files_are_kept_by_caches(self, image):
        page = make_item(image=image)
        assert "public" in Client().get(image.file.url)["Cache-Control"]
        page.label = "green"
        go_live(page)
        member = signed_in(member_of("lid", "vng"))
        assert member.get(image.file.url)["Cache-Control"] == "private, no-store"

    def test_it_is_for_reading_only(self, image):
        make_item(image=image)
        assert Client().head(image.file.url).status_code == 200
        assert Client().post(image.file.url).status_code == 405
