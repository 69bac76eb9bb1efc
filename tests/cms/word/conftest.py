"""Somebody who writes for one organisation, and her Word file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import KnowledgePage
from tests.factories import member_of, organisation, signed_in

OWN = "riec-limburg"
DOOR = "cms_from_word"


@pytest.fixture
def author(db):
    return member_of("auteur", OWN, "authors")


@pytest.fixture
def send(author):
    """Send a Word file as the author."""

    def send(data, kind="praktijkvoorbeeld", name="Mijn_stuk.docx", under=OWN):
        values = {"kind": kind, "place": organisation(under).page.pk}
        values["file"] = SimpleUploadedFile(name, data)
        return signed_in(author).post(reverse(DOOR), values)

    return send


@pytest.fixture
def made(send, author):
    """Send a Word file; return the draft, and how to ask what the author is told of it."""

    def made(data, **options):
        answer = send(data, **options)
        assert answer.status_code == 302, answer.context["form"].errors
        page = KnowledgePage.objects.latest("pk").specific
        assert answer.url == reverse("cms_word_result", args=[page.pk])
        return page.get_latest_revision_as_object(), lambda: signed_in(author).get(answer.url).text

    return made
