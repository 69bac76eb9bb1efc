"""The leak matrix: each engine, label, reader and channel through which the portal could tell."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import KnowledgePage
from tests.answers import said
from tests.channels import (
    SECRET,
    make_scene,
    make_waiting,
    told_by_a_secret_link,
    told_by_files,
    told_by_pages,
    told_by_search,
    told_by_upkeep,
    told_to_everybody,
)
from tests.cms.contributions.sender import handed_in
from tests.desk_channels import asked_about, make_drafts, told_by_lists
from tests.factories import go_live, make_draft, make_user, member_of
from tests.readers import EDITOR, MAY_READ, OWNER, READERS, SUPERUSER, each_reader, person

pytestmark = pytest.mark.django_db

RESTRICTED = [label for label in MAY_READ if label != "clear"]


@pytest.mark.parametrize("label", MAY_READ)
def test_every_channel_tells_only_those_who_may_read(
    client: Client, engine: str, label: str
) -> None:
    scene = make_scene(label)
    for reader, user in each_reader(client):
        told = told_by_search(client, user)
        if engine == "database":  # pages and files ask no engine
            told |= {**told_by_pages(client, scene), **told_by_files(client, scene)}
        assert (reader, told) == (reader, dict.fromkeys(told, reader in MAY_READ[label]))


@pytest.mark.parametrize("label", MAY_READ)
@pytest.mark.usefixtures("engine")
def test_what_everybody_gets_tells_only_of_public_items(client: Client, label: str) -> None:
    scene = make_scene(label)
    client.force_login(member_of("lezer", OWNER))
    told = told_to_everybody(client, scene)
    assert told == dict.fromkeys(told, label == "clear")


@pytest.mark.parametrize("label", RESTRICTED)
def test_a_dossier_of_hidden_items_looks_like_an_empty_one(client: Client, label: str) -> None:
    dossier = make_scene(label).dossier
    addresses = ("/", "/organisaties/vng/", dossier.url)

    def shown() -> dict[str, list[Any]]:
        return {
            reader: [said(client.get(address)) for address in addresses]
            for reader, _user in each_reader(client)
        }

    hidden = shown()
    dossier.entries.all().delete()
    empty = shown()
    for reader in READERS:
        assert (hidden[reader] == empty[reader]) == (reader not in MAY_READ[label]), reader
        assert "Er is hier nog niets dat u mag lezen." in empty[reader][-1][1]


@pytest.mark.parametrize("label", MAY_READ)
def test_a_secret_link_gives_no_right_to_read(client: Client, label: str) -> None:
    client.force_login(member_of("lezer", OWNER))
    told = told_by_a_secret_link(client, label)
    assert told == {"title": False, "address of the lesson": label == "clear", "mail": False}


def test_no_log_tells_a_secret_link(site_log: StringIO) -> None:
    link = handed_in()[1]
    Client(enforce_csrf_checks=True).post(link, {"action": "withdraw"})
    assert "/deel-een-les/…" in site_log.getvalue()
    assert link.removeprefix("/deel-een-les/") not in site_log.getvalue()


def test_red_does_not_belong_in_a_portal() -> None:
    page = make_draft(title=SECRET)
    page.label = "red"
    with pytest.raises(ValidationError, match="TLP:RED"):
        go_live(page)
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("label", MAY_READ)
def test_mail_names_no_item_and_the_report_of_upkeep_only_what_one_may_change(label: str) -> None:
    told = told_by_upkeep(make_scene(label))
    assert {name for name, is_told in told.items() if is_told} == {EDITOR, SUPERUSER}


@pytest.mark.parametrize("label", RESTRICTED)
def test_a_forbidden_page_and_a_missing_page_look_the_same(client: Client, label: str) -> None:
    scene = make_scene(label)
    forbidden, missing = scene.item.url, scene.item.url.replace(scene.item.slug, "bestaat-niet")
    pairs = [
        (forbidden, missing),
        (forbidden.rstrip("/"), missing.rstrip("/")),
        (f"{forbidden}?preview=1", f"{missing}?preview=1"),
        (scene.image.file.url, scene.image.file.url.replace(SECRET, "niets")),
        (scene.document.url, scene.document.url.replace(str(scene.document.pk), "999999")),
    ]
    for here, nowhere in pairs:
        one, other = client.get(here, follow=True), client.get(nowhere, follow=True)
        assert (one.status_code, one.content) == (other.status_code, other.content), here
        assert one.headers == other.headers, here
        assert one.cookies.keys() == other.cookies.keys(), here
        assert one.status_code == 404


@pytest.mark.parametrize("label", RESTRICTED)
def test_a_forbidden_page_costs_about_as_much_as_a_missing_one(client: Client, label: str) -> None:
    scene = make_scene(label)
    missing = scene.item.url.replace(scene.item.slug, "bestaat-niet")
    asked = []
    for address in (scene.item.url, missing):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert abs(asked[0] - asked[1]) <= 2


@pytest.mark.parametrize("label", RESTRICTED)
@pytest.mark.usefixtures("engine")
def test_an_item_that_lost_its_readers_is_gone_at_once(client: Client, label: str) -> None:
    scene = make_scene("clear")
    scene.item.label = label
    go_live(scene.item)
    told = {**told_by_pages(client, scene), **told_by_files(client, scene)}
    told |= {**told_by_search(client, None), **told_to_everybody(client, scene)}
    assert told == dict.fromkeys(told, False)


@pytest.mark.usefixtures("engine")
def test_an_item_past_its_last_day_is_gone_before_anything_runs(client: Client) -> None:
    scene = make_scene("clear")
    for days, is_told in ((0, True), (-1, False)):
        last_day = timezone.localdate() + timedelta(days=days)
        KnowledgePage.objects.filter(pk=scene.item.pk).update(readable_until=last_day)
        told = {**told_by_pages(client, scene), **told_by_files(client, scene)}
        told |= {**told_by_search(client, None), **told_to_everybody(client, scene)}
        assert told == dict.fromkeys(told, is_told)


@pytest.mark.usefixtures("engine")
def test_no_channel_tells_a_reader_of_a_contact_or_a_page_that_waits(client: Client) -> None:
    addresses = make_waiting()
    for reader, user in each_reader(client):
        shown = {address: client.get(address).content.decode() for address in addresses}
        assert (reader, [name for name, text in shown.items() if SECRET in text]) == (reader, [])
        assert "0900-1111" in shown[addresses[0]], reader
        told = told_by_search(client, user)
        assert (reader, told) == (reader, dict.fromkeys(told, False))


def test_the_desk_tells_of_drafts_only_those_who_may_edit_them(client: Client) -> None:
    """Versions, previews, comparisons, remarks and exports; to others as if nothing were there."""
    drafts = make_drafts()
    readers = {reader: _renamed(person(reader), reader) for reader in READERS}
    readers["author of another"] = member_of("auteur-elders", "vvg", "authors")
    readers["colleague"] = member_of("collega", OWNER, "authors")
    readers["portal manager"] = make_user("beheer", "Portaalbeheer")
    for reader, user in readers.items():
        client.logout()
        if user:
            client.force_login(user)
        lists = told_by_lists(client)
        told, unlike_missing = asked_about(client, drafts)
        if reader in (EDITOR, SUPERUSER):
            assert {"draft", "comparison", "form with remarks", "history"} <= told
            assert {"listing", "decisions", "decisions as CSV", "listing as CSV"} <= lists
            assert {"consents", "consents as CSV", "keywords"} <= lists
        elif reader == "colleague":  # the folder of both names drafts, and opens none
            assert told == set()
            assert lists <= {"listing", "search", "listing as CSV"}
        else:
            assert (reader, told | unlike_missing | lists) == (reader, set())


def _renamed(user: User | None, name: str) -> User | None:
    """Make room for the next: `person` gives all of them one name."""
    if user is not None:
        user.username = name
        user.save()
    return user
