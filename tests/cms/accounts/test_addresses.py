"""An address that somebody else changes: the owner hears of it, and the new one is confirmed."""

import re
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.accounts.invitations import account_of
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


def link_in(message):
    return re.search(r"https?://[^/]+(/mijn-account/adres/\S+)", message.body)[1]


def person_at(address):
    person = member_of("vng", "vng", "editors")
    person.email = address
    person.save()
    return person


def news_for(person, page):
    """Send what is due; return to whom."""
    Notice.objects.create(user=person, kind="approved", page=page, due_at=timezone.now())
    mail.outbox.clear()
    send_notices.call(person.pk)
    return [message.to for message in mail.outbox]


def test_the_old_address_hears_of_it_and_counts_until_the_new_one_is_confirmed():
    person, page = person_at(OLD), make_item(title="Kort")
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
    person.refresh_from_db()
    person.save()  # whatever else is saved confirms nothing
    assert "/wachtwoord/nieuw/" not in forgotten(NEW)
    assert "/wachtwoord/nieuw/" in forgotten(OLD)
    assert not is_signed_in(sign_in(NEW).client)
    assert news_for(person, page) == [[OLD]]
    link = link_in(asked)
    first = sign_in(OLD, next=link)
    assert first.url == link
    assert "Bevestig" in text_of(first.client.get(link))
    assert "/mijn-account/adres/" in forgotten(NEW)  # looking confirms nothing
    assert first.client.post(link).url == "/mijn-account/"
    assert first.client.get(link).status_code == 404
    assert [is_signed_in(sign_in(address).client) for address in (OLD, NEW)] == [False, True]
    assert "/wachtwoord/nieuw/" in forgotten(NEW)
    assert news_for(person, page) == [[NEW]]


def test_who_has_the_new_mailbox_alone_confirms_nothing(caplog):
    person, manager = person_at(OLD), make_user("beheer", "Portaalbeheer")
    EmailAddress.objects.filter(user=person).delete()  # as of an account from before this table
    manager.email = NEW
    manager.save()
    change(manager, person, email=NEW)
    assert [message.to for message in mail.outbox] == [[OLD]]  # NEW is of somebody else
    assert f"account {person.pk} belongs to another account" in caplog.text
    change(manager, manager, email="weg@example.org")  # nobody else has this address now
    forgotten(NEW)
    link = link_in(mail.outbox[1])
    stranger, other = Client(), signed_in(manager)
    door = f"/inloggen/?next={quote(link)}"
    assert {send(link).url for send in (stranger.get, stranger.post)} == {door}
    assert {send(link).status_code for send in (other.get, other.post)} == {403}
    assert "/wachtwoord/nieuw/" not in forgotten(NEW)
    assert account_of(NEW) is None  # who has that mailbox may be invited meanwhile
    change(manager, person, email=OLD)
    assert signed_in(person).post(link).status_code == 404
    assert is_signed_in(sign_in(OLD).client)
    assert account_of(NEW) is None


def test_nobody_loses_the_name_that_they_sign_in_by_to_an_address_that_waits():
    named = make_user("naam@example.org", email="eigen@example.org")
    change(make_user("beheer", "Portaalbeheer"), person_at(OLD), email=named.username)
    assert is_signed_in(sign_in(named.username).client)
