"""Pages around the items go live as items do: with the approval of somebody who did not write."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import (
    HomePage,
    KnowledgeIndexPage,
    OrganisationIndexPage,
    OrganisationPage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)
from cms.moderation.approvals import NotApprovedError
from tests.cms.editor_form import approve_everything, decide, edit_address, form_at, hand_in
from tests.cms.moderation.conftest import OWN, Desk
from tests.factories import organisation, signed_in

pytestmark = pytest.mark.django_db

NEW, PHONE = "Niemand las dit.", "Bel 06-12345678."
KINDS = (
    *(HomePage, KnowledgeIndexPage, TopicIndexPage, TopicPage, OrganisationIndexPage),
    *(OrganisationPage, StandardPage),
)


def read(page: Any) -> str:
    """Return the introduction that readers see."""
    shown: str = type(page).objects.get(pk=page.pk).intro
    return shown


@pytest.mark.parametrize(
    ("kind", "who"), [(OrganisationPage, "editor"), (TopicPage, "editor of the VNG")]
)
def test_a_change_is_read_when_somebody_else_approved_it(desk: Desk, kind: Any, who: str) -> None:
    page = organisation(OWN).page if kind is OrganisationPage else kind.objects.first()
    browser, before, address = signed_in(desk.people[who]), page.intro, edit_address(page)
    form = form_at(browser, address)
    form["intro"] = NEW
    browser.post(address, {**form, "action-publish": "yes"})
    assert read(page) == before
    hand_in(browser, address, form_at(browser, address))
    state = kind.objects.get(pk=page.pk).current_workflow_state
    decide(desk.people[who], state, "approve")
    assert read(page) == before
    assert NEW not in Client().get(page.url).text
    approve_everything()
    assert read(page) == NEW
    assert NEW in Client().get(page.url).text


def test_no_kind_of_page_is_published_unread_also_not_by_a_superuser(desk: Desk) -> None:
    for kind in KINDS:
        page = kind.objects.first()
        rights = page.permissions_for_user(desk.people["superuser"])
        assert not rights.can_publish()
        assert not rights.can_publish_subpage()
        page.intro = NEW
        page.save_revision()
        with pytest.raises(NotApprovedError):
            kind.objects.first().latest_revision.publish()
        assert kind.objects.first().has_workflow


def test_a_new_one_is_not_published_either(desk: Desk) -> None:
    browser = signed_in(desk.people["superuser"])
    names = ("cms", "standardpage", HomePage.objects.get().pk)
    address = reverse("wagtailadmin_pages:add", args=names)
    form = form_at(browser, address) | {"title": "Nieuw", "slug": "nieuw", "intro": NEW}
    browser.post(address, {**form, "action-publish": "yes"})
    assert not StandardPage.objects.get(slug="nieuw").live
    page = StandardPage(title="Ook nieuw", slug="ook-nieuw", intro=NEW)
    with pytest.raises(NotApprovedError):
        HomePage.objects.get().add_child(instance=page)


def test_the_privacy_check_reads_them(desk: Desk) -> None:
    page, browser = TopicPage.objects.first(), signed_in(desk.people["editor of the VNG"])
    form = form_at(browser, edit_address(page))
    form["intro"] = PHONE
    hand_in(browser, edit_address(page), form)
    state = TopicPage.objects.get(pk=page.pk).current_workflow_state
    assert state.status == state.STATUS_NEEDS_CHANGES
    assert "Inleiding" in state.current_task_state.comment
