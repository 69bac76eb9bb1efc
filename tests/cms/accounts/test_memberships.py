"""Leaving an organisation ends access at once, in search too."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import ModelLogEntry

from cms.models import Invitation
from tests.cms.accounts.people import is_signed_in, sign_in, text_of
from tests.factories import make_item, make_user, member_of, organisation, signed_in

pytestmark = pytest.mark.django_db

OURS, THEIRS = "riec-oost-nederland", "riec-limburg"


def end(client, person, slug=OURS):
    return client.post(f"/beheer/mensen/{person.pk}/weg/{organisation(slug).pk}/")


@pytest.fixture
def editor():
    return signed_in(member_of("redacteur", OURS, "editors"))


@pytest.mark.parametrize("role", ["members", "authors", "editors"])
def test_who_leaves_reads_nothing_more(editor, engine, role):
    item = make_item(label="amber", under=OURS, title="Kwekerijgeheim")
    person = member_of("lid", OURS, role)
    # One browser that was there before, and one whose session nobody ended.
    before, kept = sign_in("lid").client, signed_in(person)
    search = {"q": "kwekerijgeheim"}
    for client in (before, kept):
        assert client.get(item.url).status_code == 200
        assert client.get("/zoeken/", search).context["results"].total == 1
    assert end(editor, person).status_code == 302
    for client in (before, kept):
        assert client.get(item.url).status_code == 404
        results = client.get("/zoeken/", search).context["results"]
        assert (results.total, list(results.cards)) == (0, [])
        assert not any(facet.buckets for facet in results.facets)
        assert client.get("/zoeken/suggesties/", search).json()["suggesties"] == []
        assert client.get("/beheer/").status_code == 302
    assert not is_signed_in(before)
    entry = ModelLogEntry.objects.get(action="cms.membership.end")
    assert entry.user.username == "redacteur"


def test_who_belongs_elsewhere_too_keeps_that(editor):
    person = member_of("lid", OURS)
    person.groups.add(organisation(THEIRS).members)
    end(editor, person)
    assert list(person.groups.all()) == [organisation(THEIRS).members]


def test_the_invitations_of_who_leaves_go_too(editor):
    person = member_of("ander", OURS, "editors")
    form = {"email": "a@example.org", "organisation": organisation(OURS).pk, "role": "editors"}
    signed_in(person).post("/beheer/mensen/uitnodigen/", form)
    end(editor, person)
    assert not Invitation.objects.open().exists()


@pytest.mark.parametrize("slug", [OURS, THEIRS])
def test_an_editor_ends_nothing_elsewhere(slug):
    person = member_of("lid", slug)
    other = signed_in(member_of("ander", "vng", "editors"))
    assert end(other, person, slug).status_code == 404
    assert end(other, person, "vng").status_code == 404
    assert person.groups.exists()


def test_an_author_ends_nothing(editor):
    person = member_of("lid", OURS)
    author = signed_in(member_of("auteur", OURS, "authors"))
    assert end(author, person).status_code in {302, 403}
    assert person.groups.exists()


def test_the_portal_manager_ends_the_community_too():
    person = make_user("gemeenschap", "Gemeenschap")
    manager = signed_in(make_user("beheer", "Portaalbeheer"))
    assert manager.post(f"/beheer/mensen/{person.pk}/weg/").status_code == 302
    assert not person.groups.exists()


def test_an_editor_does_not_end_the_community(editor):
    person = make_user("gemeenschap", "Gemeenschap")
    assert editor.post(f"/beheer/mensen/{person.pk}/weg/").status_code == 404
    assert person.groups.exists()


def test_unticking_a_group_in_the_cms_ends_sessions_too():
    person = member_of("lid", OURS)
    client = sign_in("lid").client
    organisation(OURS).members.user_set.remove(person)
    assert not is_signed_in(client)


def test_emptying_a_group_ends_the_sessions_of_all_in_it():
    member_of("lid", OURS)
    client = sign_in("lid").client
    organisation(OURS).members.user_set.clear()
    assert not is_signed_in(client)


class TestListing:
    def test_names_people_of_ones_own_organisation_only(self, editor):
        member_of("onze-auteur", OURS, "authors")
        member_of("hun-lid", THEIRS)
        page = text_of(editor.get("/beheer/mensen/"))
        assert "onze-auteur" in page
        assert "hun-lid" not in page
        assert "onze-auteur" not in text_of(editor.get("/beheer/mensen/?q=hun"))

    def test_is_in_the_menu_of_who_keeps_people(self, editor):
        author = signed_in(member_of("auteur", OURS, "authors"))
        shown = ["/beheer/mensen/" in text_of(each.get("/beheer/")) for each in (editor, author)]
        assert shown == [True, False]

    @pytest.mark.parametrize("query", ["?q=%00", "?p=99", "?p=x", f"?q={'x' * 5_000}"])
    def test_takes_any_question(self, editor, query):
        assert editor.get(f"/beheer/mensen/{query}").status_code == 200


class TestRelease:
    @pytest.fixture
    def attempt(self):
        make_user("vergeten", email="vergeten@example.org")
        for _attempt in range(5):
            Client().post("/inloggen/", {"login": "vergeten", "password": "fout"})
        assert sign_in("vergeten").status_code == 429
        return AccessAttempt.objects.get()

    def test_the_portal_manager_lets_an_account_try_again(self, attempt):
        manager = signed_in(make_user("beheer", "Portaalbeheer"))
        address = f"/beheer/mensen/wacht/{attempt.pk}/"
        assert address in text_of(manager.get("/beheer/mensen/"))
        manager.post(address)
        assert is_signed_in(sign_in("vergeten").client)
        entry = ModelLogEntry.objects.get(action="cms.lock.release")
        assert entry.user.username == "beheer"

    def test_an_editor_does_not(self, editor, attempt):
        assert editor.post(f"/beheer/mensen/wacht/{attempt.pk}/").status_code in {302, 403}
        assert AccessAttempt.objects.exists()
        assert "Wie niet kon inloggen" not in text_of(editor.get("/beheer/mensen/"))


class TestUsersOfWagtail:
    """The portal manager keeps people in Wagtail's own screens too, and gives nobody a password."""

    @pytest.fixture
    def manager(self):
        return signed_in(make_user("beheer", "Portaalbeheer"))

    def form(self, **fields):
        names = {"username": "nieuw", "email": "nieuw@example.org"}
        return {**names, "first_name": "N", "last_name": "P", "is_active": "on", **fields}

    def test_a_new_account_has_no_password(self, manager):
        password = {"password1": "vier-gewone-woorden", "password2": "vier-gewone-woorden"}
        assert manager.post("/beheer/users/new/", self.form(**password)).status_code == 302
        assert not is_signed_in(sign_in("nieuw", "vier-gewone-woorden").client)
        assert not is_signed_in(sign_in("nieuw", "").client)

    def test_nobody_is_made_one_who_may_do_everything(self, manager):
        manager.post("/beheer/users/new/", self.form(is_superuser="on"))
        person = make_user("lid")
        address = f"/beheer/users/edit/{person.pk}/"
        manager.post(address, self.form(username="lid", is_superuser="on"))
        assert not User.objects.filter(is_superuser=True).exists()
        assert manager.post(address, self.form(username="lid")).status_code == 302
        person.refresh_from_db()
        assert person.email == "nieuw@example.org"

    def test_who_may_do_everything_is_left_alone(self, manager):
        root = make_user("admin", email="admin@example.org", is_superuser=True)
        manager.post(f"/beheer/users/edit/{root.pk}/", self.form(username="admin"))
        manager.post(f"/beheer/users/delete/{root.pk}/")
        manager.post(f"/beheer/bulk/auth/user/delete/?id={root.pk}")
        root.refresh_from_db()
        assert root.email == "admin@example.org"
