"""What an organisation keeps beside its items: a contact and its own page; for the roles."""

from typing import Any

from django.contrib.auth.models import User
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from cms.models import Contact, OrganisationPage
from cms.moderation.read_version import version_of
from tests.factories import make_contact, organisation

NEW = "Anders."


def make_kept(slug: str, editor: User) -> tuple[Contact, OrganisationPage]:
    """Return a contact and the page of an organisation; this editor changed both."""
    contact, page = make_contact(f"Loket {slug}", under=slug), organisation(slug).page
    for kept, name in ((contact, "description"), (page, "intro")):
        setattr(kept, name, f"{NEW} {editor}")
        kept.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return Contact.objects.get(pk=contact.pk), page


def changes_contact(browser: Client, place: Any) -> bool:
    form = model_to_dict(place.contact, Contact.FIELDS) | {"description": NEW}
    browser.post(reverse("wagtailsnippets_cms_contact:edit", args=[place.contact.pk]), form)
    return Contact.objects.get(pk=place.contact.pk).draft.description == NEW


def confirms_contact(browser: Client, place: Any) -> bool:
    sent = {"version": version_of(place.contact.latest_revision)}
    browser.post(reverse("cms_confirm_contact", args=[place.contact.pk]), sent)
    return Contact.objects.get(pk=place.contact.pk).description != ""


def changes_page(browser: Client, place: Any) -> bool:
    form = {"title": place.page.title, "slug": place.page.slug, "intro": NEW}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    browser.post(reverse("wagtailadmin_pages:edit", args=[place.page.pk]), form)
    page = OrganisationPage.objects.get(pk=place.page.pk)
    assert page.intro != NEW
    return page.get_latest_revision_as_object().intro == NEW
