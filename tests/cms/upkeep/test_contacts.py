"""Contacts age: after 45 days a line says so, after 90 days another stands in."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from cms.models import (
    Contact,
    GuideHelpline,
    GuidePage,
    PlaybookPage,
    PlaybookStep,
    PortalSettings,
)
from tests.factories import go_live, make_contact, make_draft, make_item, make_user, signed_in

pytestmark = pytest.mark.django_db

WARNING, TOO_LONG = "Het kan veranderd zijn.", "te lang geleden om het hier te tonen"


def contact(name, days):
    return make_contact(
        name,
        phone=f"0{days}",
        email=f"{name.lower().replace(' ', '-')}@example.org",
        availability="elke werkdag",
        last_checked=timezone.localdate() - datetime.timedelta(days=days),
    )


def stand_in(chosen):
    settings = PortalSettings.load()
    settings.fallback_contact = chosen
    settings.save()


def test_what_readers_see_of_a_contact_by_its_age(client):
    for days, warned, hidden in ((0, 0, 0), (44, 0, 0), (45, 1, 0), (89, 1, 0), (90, 0, 1)):
        page = make_item(GuidePage, contact=contact(f"Loket{days}", days))
        text = client.get(page.url).text
        assert (WARNING in text) == bool(warned), days
        assert (TOO_LONG in text) == bool(hidden), days
        assert f"Loket{days}" in text
        for detail in (f"tel:0{days}", f"loket{days}@example.org", "elke werkdag"):
            assert (detail in text) == (not hidden), days


def test_another_stands_in_for_one_that_is_hidden(client):
    old, fallback = contact("Oud", 200), contact("Vervanger", 60)
    page = make_item(GuidePage, contact=old)
    assert "Bij gevaar belt u 112." in client.get(page.url).text
    stand_in(fallback)
    text = client.get(page.url).text
    assert "tel:060" in text
    assert "tel:0200" not in text
    assert WARNING in text  # of the one that stands in
    stand_in(old)  # nothing stands in for itself
    assert "tel:0200" not in client.get(page.url).text
    stand_in(contact("Ook oud", 100))  # nor what is hidden itself
    text = client.get(page.url).text
    assert "tel:0100" not in text
    assert "Bij gevaar belt u 112." in text


def test_only_a_contact_that_readers_see_is_chosen_to_stand_in_and_it_is_not_deleted():
    confirmed, new = contact("Vervanger", 1), contact("Nog niet bevestigd", 1)
    Contact.objects.filter(pk=new.pk).update(live=False, has_unpublished_changes=True)
    browser = signed_in(make_user("admin", is_superuser=True))
    address = browser.get(reverse("wagtailsettings:edit", args=["cms", "portalsettings"])).url
    form = browser.get(address)
    offered = form.context["form"].fields["fallback_contact"].queryset
    assert [each.name for each in offered] == ["Vervanger"]
    assert "Nog niet bevestigd" not in form.text
    sent = form.context["form"].initial
    sent = {name: value for name, value in sent.items() if value is not None}
    for chosen, kept in ((confirmed, confirmed), (new, confirmed)):
        browser.post(address, {**sent, "fallback_contact": chosen.pk})
        assert PortalSettings.load().fallback_contact == kept
    delete = reverse("wagtailsnippets_cms_contact:delete", args=[confirmed.pk])
    ReferenceIndex.objects.all().delete()  # as on a portal from before the settings stood in it
    assert "vervangend contact" in browser.post(delete, follow=True).text
    assert PortalSettings.load().fallback_contact == confirmed


def test_steps_and_helplines_show_the_same(client):
    old = contact("Oud", 90)
    stand_in(contact("Vervanger", 1))
    guide = make_item(GuidePage)
    guide.helplines = [GuideHelpline(contact=old)]
    go_live(guide)
    asked = []
    for number in (1, 6):
        playbook = make_draft(PlaybookPage)
        playbook.steps = [
            PlaybookStep(action="Bel", role="Iedereen", time_limit="now", contact=old)
            for _each in range(number)
        ]
        go_live(playbook)
        text = client.get(playbook.url).text
        with CaptureQueriesContext(connection) as queries:
            client.get(playbook.url)
        asked.append(len(queries))
        assert text.count('href="tel:01"') == number
        assert "tel:090" not in text
    assert asked[0] == asked[1]
    text = client.get(guide.url).text
    assert 'href="tel:01"' in text
    assert "tel:090" not in text
