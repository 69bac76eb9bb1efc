"""Sessions end: unused, after their longest time, one by one, and with a new password."""

import datetime

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession

from cms.templatetags.accounts import device
from tests.cms.accounts.people import PASSWORD, is_signed_in, sign_in, text_of
from tests.cms.editor_form import form_at
from tests.factories import make_item, make_user, member_of

pytestmark = pytest.mark.django_db

LIST = "/mijn-account/sessies/"


def later(**time):
    return time_machine.travel(timezone.now() + datetime.timedelta(**time), tick=False)


def visits(client, every, times):
    """Come back this often; return whether one is still signed in at the end."""
    start = timezone.now()
    for turn in range(1, times + 1):
        with time_machine.travel(start + turn * every, tick=False):
            client.get("/")
    return is_signed_in(client)


@pytest.fixture
def member():
    member_of("lid", "vng")
    return sign_in("lid", remember="on").client


@pytest.fixture
def editor():
    member_of("redacteur", "vng", "editors")
    return sign_in("redacteur", remember="on").client


class TestEnd:
    def test_a_reader_may_stay_away_for_two_weeks(self, member):
        with later(days=13):
            assert member.get("/mijn-account/").status_code == 200

    def test_but_no_longer(self, member):
        with later(days=15):
            assert member.get("/mijn-account/").status_code == 302
            assert not is_signed_in(member)

    def test_a_reader_who_keeps_coming_signs_in_after_a_month(self, member):
        assert visits(member, datetime.timedelta(days=7), 4)
        assert not visits(member, datetime.timedelta(days=10), 3)

    def test_an_editor_may_stay_away_for_an_hour(self, editor):
        with later(minutes=59):
            assert editor.get("/beheer/").status_code == 200
        with later(minutes=130):
            assert editor.get("/beheer/").url.startswith("/inloggen/?next=/beheer/")

    def test_an_editor_who_works_on_signs_in_twice_a_day(self, editor):
        assert visits(editor, datetime.timedelta(minutes=50), 14)
        assert not visits(editor, datetime.timedelta(minutes=50), 15)

    def test_an_open_tab_that_nobody_touches_does_not_keep_a_session(self, editor):
        """Wagtail's editor asks every ten seconds who else is there, whoever has left."""
        place = make_item(under="vng")
        editor.get(f"/beheer/pages/{place.pk}/edit/")
        tab = EditingSession.objects.get().pk
        start = timezone.now()
        codes = []
        for minutes in (25, 50, 75):
            with time_machine.travel(start + datetime.timedelta(minutes=minutes), tick=False):
                codes.append(
                    editor.post(
                        reverse(
                            "wagtailadmin_editing_sessions:ping",
                            args=["wagtailcore", "page", place.pk, tab],
                        )
                    ).status_code
                )
        assert codes == [200, 200, 302]
        assert not is_signed_in(editor)

    def test_an_open_tab_learns_who_is_signed_in_now(self, editor):
        who = reverse("account_who")
        answer = editor.get(who)
        meta = f'<meta name="signed-in" content="{answer.json()["person"]}" data-name="redacteur">'
        assert meta in editor.get("/beheer/").text
        assert "no-store" in answer["Cache-Control"]
        assert Client().get(who).json() == {"person": None}

    @pytest.mark.parametrize("name", ["wagtailadmin_pages:preview_on_edit", "cms_check_draft"])
    def test_who_types_is_there(self, editor, name):
        """An hour of typing without saving: what the editor tells the server as it goes."""
        place = make_item(under="vng")
        address = f"/beheer/pages/{place.pk}/edit/"
        form = form_at(editor, address)
        start = timezone.now()
        for minutes in (50, 100):
            with time_machine.travel(start + datetime.timedelta(minutes=minutes), tick=False):
                assert editor.post(reverse(name, args=[place.pk]), form).status_code == 200

    def test_a_page_that_everybody_may_read_is_shown_when_a_session_has_ended(self, member):
        with later(days=15):
            answer = member.get("/")
            assert answer.status_code == 200
            assert "Inloggen" in text_of(answer)

    def test_who_asks_not_to_be_kept_is_forgotten_with_the_browser(self):
        make_user("jan")
        client = sign_in("jan").client
        assert client.cookies["sessionid"]["max-age"] == ""

    def test_a_session_that_knows_not_when_it_began_has_ended(self, member):
        session = member.session
        del session["started"]
        session.save()
        assert member.get("/mijn-account/").status_code == 302


class TestList:
    @pytest.fixture
    def user(self):
        return make_user("jan", email="jan@example.org")

    def test_names_device_address_and_time_of_ones_own(self, user):
        make_user("piet")
        sign_in("piet", client=Client(HTTP_USER_AGENT="Mozilla Windows Firefox/140"))
        phone = Client(HTTP_USER_AGENT="Mozilla (iPhone) Safari/600", REMOTE_ADDR="192.0.2.7")
        sign_in("jan", client=phone)
        page = text_of(sign_in("jan").client.get(LIST))
        assert "Safari op iPhone" in page
        assert "192.0.2.7" in page
        assert "dit apparaat" in page
        assert "Firefox" not in page

    def test_one_ends_another(self, user):
        other, client = sign_in("jan").client, sign_in("jan").client
        row = UserSession.objects.get(session_key=other.session.session_key)
        client.post(f"{LIST}{row.pk}/")
        assert not is_signed_in(other)
        assert is_signed_in(client)

    def test_one_ends_all_the_others(self, user):
        others = [sign_in("jan").client for _device in range(2)]
        client = sign_in("jan").client
        client.post(LIST)
        assert [is_signed_in(each) for each in (*others, client)] == [False, False, True]

    def test_nobody_ends_a_session_of_somebody_else(self, user):
        make_user("piet")
        other = sign_in("piet").client
        row = UserSession.objects.get(user__username="piet")
        client = sign_in("jan").client
        assert client.post(f"{LIST}{row.pk}/").status_code == 404
        assert client.get(f"{LIST}{row.pk}/").status_code == 405
        assert is_signed_in(other)

    def test_a_new_password_ends_the_others_and_is_told_by_mail(self, user):
        other, client = sign_in("jan").client, sign_in("jan").client
        new = {"password1": "vier-gewone-woorden", "password2": "vier-gewone-woorden"}
        answer = client.post("/mijn-account/wachtwoord/", {"oldpassword": PASSWORD, **new})
        assert answer.url == "/mijn-account/"
        assert "Uw wachtwoord is gewijzigd" in text_of(client.get(answer.url))
        assert other.get("/mijn-account/").status_code == 302
        assert "wachtwoord van uw account" in mail.outbox[0].body

    def test_last_seen_is_written_a_few_times_an_hour_at_most(self, user):
        client = sign_in("jan").client
        client.get("/over/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/over/")
        assert not [each for each in asked if each["sql"].startswith(("UPDATE", "INSERT"))]
        with later(minutes=10):
            client.get("/over/")
        seen = UserSession.objects.get(user=user).last_seen_at
        assert seen - timezone.now() > datetime.timedelta(minutes=9)


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge op Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Safari/537", "Chrome op Android"),
        ("Mozilla/5.0 (Macintosh) Version/18 Safari/605", "Safari op Mac"),
        ("curl/8", "Onbekend apparaat"),
    ],
)
def test_a_device_is_named_in_plain_words(told, named):
    assert device(told) == named
