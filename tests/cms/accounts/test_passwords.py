"""A password is long, and hard to guess for who knows this portal, its towns and the person."""

import re
import time

import pytest
from django.core.management import CommandError, call_command

from tests.cms.accounts.people import PASSWORD, sign_in, text_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

EASY = [
    *("wachtwoord123", "Welkom12345!", "welkom2026!!", "gemeente2026", "Password123!"),
    *("Wachtwoord01!", "qwerty1234567", "letmein123456", "iloveyou12345", "aaaaaaaaaaaa"),
    *("W3lkom-W3lkom", "2026gemeente!", "Zomer2026!!!", "september2026!", "Vakantie-2026"),
    *("weerbaarlokaal1", "WeerbaarLokaal!", "Riec-Limburg1", "Burgemeester1!", "Noordwijk2026"),
    *("'s-Gravenhage1", "Súdwest-Fryslân1", "etneemeG-2026", "abcdefghijkl", "x" * 200),
    *("Fluitekruid12", "Klaartje-2026", "k.fluitekruid", "fluitekruid@kleinstad"),
]
PASSPHRASES = [
    *("vier paarse fietsen zingen", "correct-paard-batterij-nietje", "vier-gewone-woorden"),
    *("de kat leest graag kranten", "Mijn buurman telt kastanjes", "gouden stoep in november"),
    *("welkom fluitende gemeentetuin", "tR7#vQ2!mZ9p", "рыба поёт у окна"),
    "de lange zin van iemand die graag typt " * 3,
]
COMPLAINT = "Dit wachtwoord is te makkelijk te raden. Kies drie of vier woorden die niets met"


@pytest.fixture
def user():
    return make_user(
        "kfluitekruid",
        email="k.fluitekruid@kleinstad.example",
        first_name="Klaartje",
        last_name="Fluitekruid",
    )


def change(client, password):
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    return client.post("/mijn-account/wachtwoord/", form)


@pytest.mark.parametrize("password", EASY)
def test_easy_ones_are_refused(user, password):
    answer = change(sign_in("kfluitekruid").client, password)
    assert answer.status_code == 200
    assert COMPLAINT in text_of(answer)


def test_the_refusal_says_what_to_do(user):
    answer = text_of(change(sign_in("kfluitekruid").client, "Welkom12345!"))
    assert COMPLAINT in answer
    assert "een spatie of een streepje" in answer


@pytest.mark.parametrize("password", PASSPHRASES)
def test_words_in_a_row_are_accepted(user, password):
    answer = change(sign_in("kfluitekruid").client, password)
    assert answer.status_code == 302, re.findall(r"error[^<]*>([^<]+)", text_of(answer))


def test_one_of_signs_for_letters_is_judged_in_time(user):
    """Each sign doubles the words it may be: seconds of work where nothing bounds it."""
    client = sign_in("kfluitekruid").client
    started = time.process_time()
    change(client, "4@8({[<369!1|0$5+7%2paswordx" * 7)
    assert time.process_time() - started < 5


def test_the_terminal_holds_to_it_too(user, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda **_asked: "Welkom12345!")
    with pytest.raises(CommandError):
        call_command("changepassword", "kfluitekruid")
