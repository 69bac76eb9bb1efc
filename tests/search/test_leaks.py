"""The leak matrix of the search: each label, each reader, each way in which a search can tell."""

import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from tests.factories import make_item, make_user, member_of, organisation

pytestmark = pytest.mark.django_db

OWNER, CLIENT, NAMED, OTHER = "riec-limburg", "ccv", "ngb", "vvg"
SECRET = "Kwekerijgeheim"

STRANGER, SIGNED_IN, COMMUNITY = "stranger", "signed in", "community"
MEMBER, CLIENTS_MEMBER, NAMED_MEMBER = "member", "member of a client", "member of one named"
OTHERS_MEMBER, EDITOR, OTHERS_EDITOR = "member of another", "editor", "editor of another"
SUPERUSER = "superuser"

READERS = [
    *(STRANGER, SIGNED_IN, COMMUNITY, MEMBER, CLIENTS_MEMBER, NAMED_MEMBER),
    *(OTHERS_MEMBER, EDITOR, OTHERS_EDITOR, SUPERUSER),
]
MAY_READ = {
    "clear": set(READERS),
    "green": set(READERS) - {STRANGER, SIGNED_IN},
    "amber": {MEMBER, CLIENTS_MEMBER, NAMED_MEMBER, EDITOR, SUPERUSER},
    "amber-strict": {MEMBER, NAMED_MEMBER, EDITOR, SUPERUSER},
}


def person(reader: str) -> User | None:
    memberships = {
        MEMBER: (OWNER, "members"),
        CLIENTS_MEMBER: (CLIENT, "members"),
        NAMED_MEMBER: (NAMED, "members"),
        OTHERS_MEMBER: (OTHER, "members"),
        EDITOR: (OWNER, "editors"),
        OTHERS_EDITOR: (OTHER, "editors"),
    }
    if reader == STRANGER:
        return None
    if reader in memberships:
        return member_of("lezer", *memberships[reader])
    groups = ["Gemeenschap"] if reader == COMMUNITY else []
    return make_user("lezer", *groups, is_superuser=reader == SUPERUSER)


def told(client: Client, user: User | None) -> dict[str, bool]:
    """Return what each channel of the search tells this reader of the item."""
    results = client.get("/zoeken/", {"q": SECRET}).context["results"]
    everything = client.get("/zoeken/").context["results"]
    misspelt = client.get("/zoeken/", {"q": SECRET.replace("geheim", "gehiem")})
    titles = client.get("/zoeken/suggesties/", {"q": SECRET[:6]}).json()["suggesties"]
    out = StringIO()
    as_user = ["--as", user.username] if user else []
    call_command("search", SECRET, "--json", *as_user, stdout=out)
    command = json.loads(out.getvalue())
    return {
        "hit": bool(results.cards),
        "total": results.total > 0,
        "total of all": everything.total > 0,
        "facet": any(facet.buckets for facet in results.facets),
        "facet of all": any(facet.buckets for facet in everything.facets),
        "fragment": SECRET in client.get("/zoeken/?fragment").content.decode(),
        "title": bool(titles),
        "near topics": bool(misspelt.context["results"].near_topics),
        "command hit": bool(command["hits"]),
        "command total": command["total"] > 0,
        "command facet": any(command["facets"].values()),
    }


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("label", MAY_READ)
def test_a_search_tells_only_those_who_may_read(client: Client, label: str, reader: str) -> None:
    organisation(OWNER).clients.add(organisation(CLIENT))
    make_item(title=SECRET, label=label, under=OWNER, shared_with=[NAMED])
    user = person(reader)
    if user:
        client.force_login(user)
    expected = reader in MAY_READ[label]
    channels = told(client, user)
    assert channels == dict.fromkeys(channels, expected)


@pytest.mark.parametrize("label", MAY_READ)
def test_only_words_that_everybody_may_read_are_meant(client: Client, label: str) -> None:
    make_item(title=SECRET, label=label, under=OWNER)
    client.force_login(member_of("lezer", OWNER))
    misspelt = client.get("/zoeken/", {"q": SECRET.replace("geheim", "gehiem")})
    suggestion = misspelt.context["results"].suggestion
    assert (suggestion is not None) == (label == "clear")


def test_an_item_that_lost_its_readers_is_gone_at_once(client: Client) -> None:
    page = make_item(title=SECRET, under=OWNER)
    assert all(told(client, None).values())
    page.label = "amber-strict"
    page.save_revision().publish()
    assert not any(told(client, None).values())
