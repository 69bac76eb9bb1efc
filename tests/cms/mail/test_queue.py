"""No mail is sent in a request: it waits, sealed, for the worker, which tries more than once."""

from io import StringIO

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from cms.models import OutgoingMail
from tests.cms.mail.post import delivered
from tests.factories import make_user, member_of, organisation, signed_in

AWAY, DYING, REFUSING, BUSY = (
    f"tests.cms.mail.post.{name}Backend" for name in ("Away", "Dying", "Refusing", "Busy")
)
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def status():
    out = StringIO()
    try:
        call_command("mail", "status", stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_no_request_sends_mail(client):
    make_user("lezer", email="lezer@example.org")
    client.post("/wachtwoord/vergeten/", {"email": "lezer@example.org"})
    editor = signed_in(member_of("redacteur", "vng", "editors"))
    values = {"email": "n@example.org", "organisation": organisation("vng").pk, "role": "members"}
    assert editor.post("/beheer/mensen/uitnodigen/", values).status_code == 302
    assert mail.outbox == []
    kept = " ".join(OutgoingMail.objects.values_list("sealed", flat=True))
    kept += str(list(DBTaskResult.objects.values()))
    found = delivered()
    assert sorted(message.to[0] for message in found) == ["lezer@example.org", "n@example.org"]
    # Who reads the database can open no account with it, before it is sent nor after.
    assert "example.org" not in kept
    assert "portaal.example" not in kept
    assert not OutgoingMail.objects.exists()
    assert "https://portaal.example/uitnodiging/" in found[-1].body
    assert delivered(hours=1) == []


def test_a_message_comes_as_it_was_written():
    message = EmailMultiAlternatives(
        "Onderwerp: één",
        "Tekst",
        "van@example.org",
        ["aan@example.org"],
        ["blind@example.org"],
        headers={"X-Portaal": "1"},
        cc=["kopie@example.org"],
        reply_to=["antwoord@example.org"],
    )
    message.attach_alternative("<p>Tekst</p>", "text/html")
    assert message.send() == 1
    [found] = delivered()
    for name in ("subject", "body", "from_email", "to", "bcc", "cc", "reply_to"):
        assert getattr(found, name) == getattr(message, name)
    # Besides, that no person sent it: nobody's out-of-office reply comes back.
    assert found.extra_headers == {"X-Portaal": "1", "Auto-Submitted": "auto-generated"}
    assert [tuple(each) for each in found.alternatives] == [("<p>Tekst</p>", "text/html")]


def test_what_is_rolled_back_is_never_sent():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_mail("Onderwerp", "Tekst", None, ["aan@example.org"])
        1 / 0  # noqa: B018 - the request fails
    assert delivered(days=1) == []


def test_what_mail_cannot_be_is_refused_at_once():
    with pytest.raises(ValueError, match="newline"):
        send_mail("Onder\nwerp", "Tekst", None, ["aan@example.org"])
    message = EmailMessage("Onderwerp", "Tekst", None, ["aan@example.org"])
    message.attach("a.txt", "tekst")
    with pytest.raises(ValueError, match="attachments"):
        message.send()
    assert send_mail("Onderwerp", "Tekst", None, []) == 0
    assert not OutgoingMail.objects.exists()


def test_a_server_that_is_away_is_tried_again_and_the_failure_can_be_seen(settings):
    send_mail("Onderwerp", "Geheim", None, ["aan@example.org"])
    settings.MAIL_SENDER = AWAY
    delivered()
    said, complaint = status()
    assert "1 waiting, 0 late, 0 failed" in said
    assert "tried 1 times: SMTPConnectError 421" in said
    assert "example.org" not in said
    assert complaint == ""
    settings.MAIL_SENDER = LOCMEM
    assert delivered(seconds=30) == []  # after a pause, not at once
    assert [message.body for message in delivered(minutes=2)] == ["Geheim"]
    assert status() == ("0 waiting, 0 late, 0 failed\n", "")


def test_an_address_that_is_refused_for_good_is_forgotten_at_once(settings, caplog):
    send_mail("Onderwerp", "Geheim", None, ["a@example.org"])
    settings.MAIL_SENDER = BUSY
    delivered()
    assert "tried 1 times: SMTPRecipientsRefused" in status()[0]
    settings.MAIL_SENDER = REFUSING
    with caplog.at_level("INFO"):
        delivered(minutes=2)
    assert status() == ("0 waiting, 0 late, 0 failed\n", "")
    assert "refused for good" in caplog.text
    assert "example.org" not in caplog.text
    assert not OutgoingMail.objects.exists()


def test_nobody_tries_for_ever_and_a_failed_mail_can_be_sent_by_hand(settings):
    send_mail("Onderwerp", "Geheim", None, ["aan@example.org"])
    settings.MAIL_SENDER = AWAY
    for hours in range(1, 40):
        delivered(hours=hours)
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()
    said, complaint = status()
    assert "0 waiting, 0 late, 1 failed" in said
    assert "mail retry" in complaint
    settings.MAIL_SENDER = LOCMEM
    call_command("mail", "retry", stdout=StringIO())
    assert len(delivered()) == 1


def test_a_worker_that_dies_loses_nothing(settings):
    send_mail("Onderwerp", "Tekst", None, ["aan@example.org"])
    settings.MAIL_SENDER = DYING
    delivered()
    settings.MAIL_SENDER = LOCMEM
    assert len(delivered(minutes=2)) == 1


def test_where_no_worker_runs_the_status_says_so():
    send_mail("Onderwerp", "Tekst", None, ["aan@example.org"])
    assert status()[1] == ""
    OutgoingMail.objects.update(due_at="2026-01-01T00:00Z")
    assert "mail work" in status()[1]
