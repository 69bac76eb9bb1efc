"""What readers look for in vain: counted without them, told from five times on, bounded."""

import datetime

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.misses import notes
from search.misses.models import Miss
from tests.factories import make_item, make_user, member_of, signed_in

pytestmark = pytest.mark.django_db


def kept():
    return dict(Miss.objects.values_list("text", "count"))


def test_what_finds_nothing_is_counted_by_day(client):
    make_item(title="Vuurwerk")
    for text in ("Xyzzy", " xyzzy ", "vuurwerk", "", "xyzzy&onderwerp=bibob", "xyzzy&fragment"):
        assert client.get(f"/zoeken/?q={text}").status_code == 200
    assert kept() == {"xyzzy": 2}
    assert Miss.objects.get().day == timezone.localdate()
    assert {field.name for field in Miss._meta.fields} == {"id", "text", "day", "count"}


@pytest.mark.parametrize(
    "text", ["123456782", "06 12345678", "burgemeester Qwrtsma", "qwrt@example.org", "q" * 61]
)
def test_nothing_that_may_hold_personal_data_is_kept(client, text):
    client.get("/zoeken/", {"q": text})
    assert kept() == {}


def test_no_more_rows_than_a_day_and_a_month_hold(client, monkeypatch):
    today = timezone.localdate()
    Miss.objects.create(text="oud", day=today - datetime.timedelta(days=60))
    monkeypatch.setattr(notes, "A_DAY", 2)
    for text in ("qwrta", "qwrtb", "qwrtc", "qwrta"):
        client.get("/zoeken/", {"q": text})
    assert kept() == {"qwrta": 2, "qwrtb": 1}


def test_it_is_noted_after_the_answer_in_a_few_queries(client):
    answer = HttpResponse()
    notes.note_after(answer, "qwrta")
    assert kept() == {}  # the reader has the answer first
    counts = []
    for _time in range(3):
        with CaptureQueriesContext(connection) as asked:
            notes.note("qwrta")
        counts.append(len(asked))
        Miss.objects.create(text=f"q{_time}", day=timezone.localdate())
    for done in answer._resource_closers:  # answer.close() ends the connection of the test as well
        done()
    assert counts[0] <= 6
    assert counts[1:] == [3, 3]  # one update, in a savepoint
    assert kept()["qwrta"] == 4


def test_a_search_never_fails_over_it(client, monkeypatch):
    def fail(*_args):
        raise DatabaseError

    monkeypatch.setattr(notes, "_count", fail)
    assert client.get("/zoeken/?q=xyzzy").status_code == 200


def test_editors_of_the_search_see_what_was_typed_five_times(client):
    today = timezone.localdate()
    for days in (0, 3):
        Miss.objects.create(text="doxxen", day=today - datetime.timedelta(days=days), count=3)
    Miss.objects.create(text="zeldzaam", day=today, count=4)
    Miss.objects.create(text="lang geleden", day=today - datetime.timedelta(days=40), count=9)
    people = {
        "redacteur": member_of("redacteur", "riec-limburg", "editors"),
        "auteur": member_of("auteur", "riec-limburg", "authors"),
        "ccv": member_of("ccv", "ccv", "editors"),
        "beheer": make_user("beheer", "Portaalbeheer"),
    }
    pages = {
        name: signed_in(user).get("/beheer/").content.decode() for name, user in people.items()
    }
    assert {name for name, page in pages.items() if "doxxen" in page} == {"redacteur"}
    assert "6 keer" in pages["redacteur"]
    assert "/zoeken/?q=doxxen" in pages["redacteur"]
    assert "zeldzaam" not in pages["redacteur"]
    assert "lang geleden" not in pages["redacteur"]
