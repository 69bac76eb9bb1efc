"""Mail over a real SMTP server: what arrives, and what becomes of what it does not take."""

import pytest
from django.core.mail import send_mail

from tests.cms.mail.post import delivered
from tests.cms.mail.server import MailServer
from tests.cms.mail.test_queue import status

NOTHING_WAITS = ("0 waiting, 0 late, 0 failed\n", "")


@pytest.fixture
def server(settings):
    settings.DEFAULT_FROM_EMAIL = "Portaal Één <portaal@example.org>"
    return MailServer(settings)


def test_a_notice_comes_as_text_and_html_to_all_whom_the_server_knows(desk, server):
    server.says = {"redacteur@example.org": "550 5.1.1 No such mailbox"}
    desk.hand_in(desk.draft(title="Geheimtitel"))
    with server:
        delivered(minutes=11)
    arrived = sorted(to for _, to, _ in server.received)
    assert arrived == [["auteur-en-redacteur@example.org"], ["redacteur-2@example.org"]]
    for sender, [to], message in server.received:
        assert sender == "portaal@example.org"
        assert (message["From"], message["To"]) == ("Portaal Één <portaal@example.org>", to)
        assert message["Subject"] == "Een bericht over uw werk"
        assert message["Auto-Submitted"] == "auto-generated"
        for kind in ("plain", "html"):
            said = message.get_body([kind]).get_content()
            assert "1 stuk wacht op uw controle." in said
            assert "https://portaal.example/beheer/" in said
            assert "Geheimtitel" not in said
    assert status() == NOTHING_WAITS  # also for the address that the server does not know


def test_a_server_that_is_away_or_busy_gets_the_mail_later_and_once(server):
    send_mail("Privéadres: één vraag", "Wij zoeken één adres.", None, ["aan@example.org"])
    delivered()
    assert "tried 1 times: ConnectionRefusedError" in status()[0]
    server.says = {"aan@example.org": "451 4.7.1 Try again later"}
    with server:
        delivered(minutes=2)
        assert "tried 2 times: SMTPRecipientsRefused" in status()[0]
        server.says = {}
        delivered(minutes=8)
        delivered(hours=20)
    [(_sender, to, message)] = server.received
    assert to == ["aan@example.org"]
    assert message["Subject"] == "Privéadres: één vraag"
    assert message.get_content().strip() == "Wij zoeken één adres."
    assert status() == NOTHING_WAITS
