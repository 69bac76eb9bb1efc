"""What mail about the review tells: that something waits, and where; never what it is about."""

import pytest
from django.core import mail

from tests.cms.editor_form import decide

pytestmark = pytest.mark.django_db

SECRET = "Geheimtitel"


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_mail_names_no_item(desk, action):
    for person in desk.people.values():
        person.email = f"{person.username}@example.org"
        person.save()
    page = desk.draft(title=SECRET)
    state = desk.hand_in(page)
    decide(desk.people["editor"], state, action, comment=f"Over {SECRET}.")
    assert {to for message in mail.outbox for to in message.to} >= {"auteur@example.org"}
    for message in mail.outbox:
        parts = [message.subject, message.body, *(body for body, _type in message.alternatives)]
        assert SECRET not in " ".join(parts)
        assert f"/beheer/pages/{page.pk}/edit/" in message.body
