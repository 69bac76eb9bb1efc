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
    """Send a Word file as the author; return the page that follows."""

    def send(data, kind="praktijkvoorbeeld", name="Mijn_stuk.docx", under=OWN):
        values = {"kind": kind, "place": organisation(under).page.pk}
        values["file"] = SimpleUploadedFile(name, data)
        return signed_in(author).post(reverse(DOOR), values, follow=True)

    return send


@pytest.fixture
def made(send):
    """Send a Word file and return the draft and what is kept beside it."""

    def made(data, **options):
        answer = send(data, **options)
        form = answer.context.get("form")
        assert answer.redirect_chain, form and form.errors
        page = KnowledgePage.objects.latest("pk").specific
        return page.get_latest_revision_as_object(), answer

    return made
