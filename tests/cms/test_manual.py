"""The pictures of the editors' manual: there, small, described, and for people who work here."""

import re

import pytest
from django.test import Client

from cms.manual import DIRECTORY, PICTURES, manual_pages
from tests.factories import make_user, member_of

LARGEST, LARGEST_TOGETHER = 60_000, 1_000_000  # bytes
REFERRED = re.compile(r"^!\[(.*)\]\(beelden/(.*)\)$", re.MULTILINE)


def referred():
    """File name and description of each picture in the chapters."""
    chapters = [path.read_text("utf-8") for path in DIRECTORY.glob("*.md")]
    return [(name, alt) for chapter in chapters for alt, name in REFERRED.findall(chapter)]


def test_each_picture_is_there_and_each_is_referred_to():
    assert sorted(name for name, _alt in referred()) == sorted(
        path.name for path in PICTURES.iterdir()
    )


def test_no_other_way_to_refer_to_a_picture_is_used():
    chapters = [path.read_text("utf-8") for path in DIRECTORY.glob("*.md")]
    assert sum(chapter.count("beelden/") for chapter in chapters) == len(referred()) > 0


def test_each_picture_is_described_in_words_of_its_own():
    descriptions = [alt for _name, alt in referred()]
    assert all(len(description.split()) > 4 for description in descriptions)
    assert len(set(descriptions)) == len(descriptions)


def test_pictures_are_small():
    sizes = [path.stat().st_size for path in PICTURES.iterdir()]
    assert max(sizes) < LARGEST
    assert sum(sizes) < LARGEST_TOGETHER


@pytest.mark.django_db
def test_the_cms_shows_each_picture_to_those_who_may_enter():
    client = Client()
    client.force_login(member_of("auteur", "vng", "authors"))
    pages = "".join(client.get(page.url).text for page in manual_pages())
    shown = re.findall(r'<img [^>]*src="([^"]+)" alt="[^"]+">', pages)
    assert len(shown) == len(referred())
    for address in shown:
        response = client.get(address)
        assert response.headers["Content-Type"] == "image/webp"
        assert b"".join(response.streaming_content).startswith(b"RIFF")


@pytest.mark.django_db
def test_nobody_else_gets_a_picture():
    name = next(PICTURES.iterdir()).name
    reader = Client()
    reader.force_login(make_user("lezer"))
    for client in (Client(), reader):
        assert client.get(f"/beheer/handleiding/beelden/{name}").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["geheim.webp", "..%2Fauteur.webp", "auteur.md"])
def test_a_picture_that_is_not_there(name):
    client = Client()
    client.force_login(member_of("auteur", "vng", "authors"))
    assert client.get(f"/beheer/handleiding/beelden/{name}", follow=True).status_code == 404
