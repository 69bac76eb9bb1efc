"""An address that somebody else changes: the owner hears of it, and the new one is confirmed."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.mail.notices import send_notices
from cms.models import Notice
from tests.cms.accounts.people import is_signed_in, sign_in, text_of
from tests.factories import make_item, make_user, member_of, signed_in

pytestmark = pytest.mark.django_db

OLD, NEW = "vng@example.org", "anders@example.org"


def change(by, person, **values):
    """Send the form of Wagtail, as the portal manager does."""
    form = {"username": person.username, "first_name": "V", "last_name": "N", "is_active": "on"}
    form |= {"email": person.email, "groups": [group.pk for group in person.groups.all()]}
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    assert signed_in(by).post(address, {**form, **values}).status_code == 302


def forgotten(address):
    """Ask for a new password; return the text of the mail."""
    Client().post("/wachtwoord/vergeten/", {"email": address})
    return mail.outbox[-1].body


def test_the_old_address_hears_of_it_and_the_new_one_counts_when_it_is_confirmed():
    person = member_of("vng", "vng", "editors")
    person.email = OLD
    person.save()
    there = sign_in(OLD).client
    manager = make_user("beheer", "Portaalbeheer")
    change(manager, person, first_name="Vera")
    assert (mail.outbox, is_signed_in(there)) == ([], True)
    change(manager, person, email="Anders@Example.org")
    told, asked = mail.outbox
    assert (told.to, asked.to) == ([OLD], [NEW])
    assert "is gewijzigd" in told.body
    assert not any(text in told.body for text in (NEW, "Vera", "Riec"))
    assert there.get("/mijn-account/").status_code == 302
    entry = ModelLogEntry.objects.get(action="cms.address")
    assert (entry.user, entry.object_id) == (manager, str(person.pk))
    assert not any(is_signed_in(sign_in(address).client) for address in (OLD, NEW))
    person.refresh_from_db()
    person.save()  # whatever else is saved confirms nothing
    page = make_item(title="Kort")
    Notice.objects.create(user=person, kind="approved", page=page, due_at=timezone.now())
    send_notices.call(person.pk)
    assert (len(mail.outbox), Notice.objects.count()) == (2, 0)
    assert "/wachtwoord/nieuw/" not in forgotten(NEW)
    link = re.search(r"https?://[^/]+(/mijn-account/adres/\S+)", asked.body)[1]
    client = Client()
    assert "Bevestig" in text_of(client.get(link))
    assert "/mijn-account/adres/" in forgotten(NEW)  # looking confirms nothing
    assert client.post(link).url == "/inloggen/"
    assert client.get(link).status_code == 404
    assert is_signed_in(sign_in(NEW).client)
    assert "/wachtwoord/nieuw/" in forgotten(NEW)
