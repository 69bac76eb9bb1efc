"""What a signed-in reader gets is kept by no cache; what everybody gets may be."""

import pytest

from tests.factories import make_item, member_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/lessen/", "/onderwerpen/", "/organisaties/ccv/"])
def test_lists_of_a_signed_in_reader_stay_out_of_caches(client, address):
    assert "no-store" not in client.get(address).get("Cache-Control", "")
    client.force_login(member_of("lid", "ccv"))
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_a_restricted_item_stays_out_of_caches(client):
    item = make_item(label="amber", under="ccv")
    client.force_login(member_of("lid", "ccv"))
    response = client.get(item.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
