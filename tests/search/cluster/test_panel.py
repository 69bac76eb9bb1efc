"""On the desk, portal managers hear that the index lacks items; of which item, nobody."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from cms.reference.organisations import PORTAL_MANAGERS
from search.cluster import outbox
from search.cluster.models import OutboxEntry
from search.cluster.panel import LATE
from tests.factories import make_item, make_user, member_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cluster_away")]

HEADING = "De zoekmachine loopt achter"


def desk_of(person: User) -> str:
    return signed_in(person).get("/beheer/").content.decode()


@pytest.fixture
def manager() -> User:
    return make_user("beheerder", PORTAL_MANAGERS)


def test_of_what_is_refused(manager: User) -> None:
    make_item(title="Hennep")
    assert HEADING not in desk_of(manager)
    OutboxEntry.objects.update(parked_at=timezone.now())
    assert "De zoekmachine weigert 1 stuk." in desk_of(manager)
    assert "Hennep" not in desk_of(manager)
    assert HEADING not in desk_of(member_of("redacteur", "vng", "editors"))


def test_of_what_waits_too_long(manager: User) -> None:
    make_item()
    make_item()
    OutboxEntry.objects.update(created_at=timezone.now() - LATE - timedelta(minutes=1))
    assert "2 wijzigingen wachten" in desk_of(manager)
    outbox.settle(OutboxEntry.objects.values_list("page_id", "version"))
    assert HEADING not in desk_of(manager)
