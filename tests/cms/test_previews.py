"""A preview looks like the page, for whoever may edit the item and for nobody else."""

import pytest
from django.urls import reverse

from tests.cms.editor_form import (
    HOME,
    add_address,
    complete,
    edit_address,
    every_kind,
    fill_in,
    form_at,
)
from tests.factories import make_draft, make_item, member_of, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = member_of("redacteur", HOME, "editors")
    client.force_login(user)
    return user


def looks_like_the_page(response, title):
    page = response.content.decode()
    return response.status_code == 200 and f"<h1>{title}</h1>" in page and "portal.css" in page


@every_kind
class TestPreview:
    def test_of_an_item_not_yet_saved(self, client, editor, page_type):
        form = complete(client, page_type, title="Nog niet bewaard", label="amber-strict")
        address = f"{add_address(page_type)}preview/"
        answer = client.post(address, form).json()
        assert answer == {"is_valid": True, "is_available": True}
        assert looks_like_the_page(client.get(address), "Nog niet bewaard")

    def test_of_an_item_hardly_begun(self, client, editor, page_type):
        form = fill_in(form_at(client, add_address(page_type)), title="Net begonnen")
        address = f"{add_address(page_type)}preview/"
        assert client.post(address, form).json()["is_available"]
        assert looks_like_the_page(client.get(address), "Net begonnen")

    def test_of_the_draft_of_a_published_item(self, client, editor, page_type):
        page = make_item(page_type, under=HOME)
        form = fill_in(form_at(client, edit_address(page)), title="Nieuwe titel")
        address = f"{edit_address(page)}preview/"
        assert client.post(address, form).json()["is_valid"]
        assert looks_like_the_page(client.get(address), "Nieuwe titel")
        client.post(edit_address(page), form)
        draft = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert looks_like_the_page(client.get(draft), "Nieuwe titel")

    def test_is_not_for_others(self, client, page_type):
        page = make_draft(page_type, under=HOME, title="Van ons")
        page.save_revision()
        client.force_login(member_of("buur", "riec-limburg", "editors"))
        home = organisation(HOME).page.pk
        names = ("cms", page_type._meta.model_name, home)
        for address in (
            f"{edit_address(page)}preview/",
            reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
            reverse("wagtailadmin_pages:preview_on_add", args=names),
        ):
            response = client.get(address)
            assert response.status_code in {302, 403, 404}
            assert "Van ons" not in response.content.decode()
        client.logout()
        assert client.get(f"{edit_address(page)}preview/").status_code == 302
