"""Single sign-on against a real provider on this machine: the whole round trip."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from cms.accounts.checks import single_sign_on_is_whole
from tests.cms.accounts.people import SET_UP, is_signed_in, sign_in, text_of, with_app
from tests.factories import make_item, make_user, member_of, organisation

# The provider speaks of its own parts that will change.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

mock = pytest.importorskip("oidc_provider_mock")

OURS = "riec-limburg"
ADDRESS = "jan@riec.example"
START = "/inloggen/sso/"


@pytest.fixture(scope="module")
def server():
    with mock.run_server_in_thread() as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture(autouse=True)
def configured(server, settings):
    """The settings that OIDC_* in the environment would give."""
    app = {"provider_id": "sso", "name": "RIEC-aanmelding", "client_id": "portaal", "secret": "s"}
    provider = {"OAUTH_PKCE_ENABLED": True, "APPS": [{**app, "settings": {"server_url": server}}]}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": provider}
    settings.OIDC_GROUPS = {
        "limburg-lezers": f"{OURS}:members",
        "limburg-redactie": f"{OURS}:editors",
        "netwerk": "community",
    }


@pytest.fixture
def come_in(server):
    """Go through the door of the provider with these claims; return the last answer."""

    def go(groups, sub="jan", client=None, query="", **claims):
        told = {"email": ADDRESS, "email_verified": True, "groups": groups, **claims}
        requests.put(f"{server}/users/{sub}", json=told, timeout=5).raise_for_status()
        client = client or Client()
        away = client.post(f"{START}{query}")
        assert away.status_code == 302, text_of(away)
        back = requests.post(away.url, data={"sub": sub}, allow_redirects=False, timeout=5)
        address = urlsplit(back.headers["location"])
        answer = client.get(f"{address.path}?{address.query}")
        answer.client, answer.away = client, away.url
        return answer

    return go


def groups(user):
    return set(user.groups.values_list("name", flat=True))


def names(*roles):
    return {getattr(organisation(OURS), role).name for role in roles}


class TestMatch:
    def test_somebody_new_gets_an_account_and_the_groups_of_the_claims(self, come_in):
        item = make_item(label="amber", under=OURS)
        answer = come_in(["limburg-lezers", "iets-anders"], given_name="Jan", family_name="Jansen")
        assert answer.url == "/"
        assert answer.client.get(item.url).status_code == 200
        user = User.objects.get(email=ADDRESS)
        assert user.get_full_name() == "Jan Jansen"
        assert groups(user) == names("members")
        assert not user.has_usable_password()
        assert ModelLogEntry.objects.filter(action="cms.single_sign_on", user=user).exists()

    def test_the_way_there_and_back_is_guarded(self, come_in):
        asked = parse_qs(urlsplit(come_in(["limburg-lezers"]).away).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["code_challenge"]
        assert asked["state"]

    def test_an_answer_that_nobody_asked_for_is_refused(self, come_in):
        client = Client()
        answer = client.get(f"{START}terug/?code=abc&state=def")
        assert "Inloggen is mislukt" in text_of(answer)
        assert not is_signed_in(client)

    def test_groups_follow_the_claims_at_each_sign_in(self, come_in):
        come_in(["limburg-redactie", "netwerk"])
        user = User.objects.get(email=ADDRESS)
        assert groups(user) == names("editors") | {"Gemeenschap"}
        come_in(["limburg-lezers"])
        assert groups(user) == names("members")

    def test_what_somebody_here_gave_stays(self, come_in):
        come_in(["limburg-lezers"])
        user = User.objects.get(email=ADDRESS)
        user.groups.add(organisation("vng").members)
        come_in(["limburg-lezers"])
        assert groups(user) == names("members") | {organisation("vng").members.name}

    def test_a_single_text_is_a_list_of_one(self, come_in):
        assert is_signed_in(come_in("limburg-lezers").client)

    def test_next_is_honoured_and_leads_nowhere_else(self, come_in):
        assert come_in(["limburg-lezers"], query="?next=/zoeken/").url == "/zoeken/"
        assert come_in(["limburg-lezers"], query="?next=//kwaad.example").url == "/"

    def test_the_session_is_a_working_day_at_most(self, come_in):
        assert come_in(["limburg-lezers"]).client.session["desk"] is True


class TestNoMatch:
    @pytest.mark.parametrize(
        "claim", [[], ["onbekend"], None, {"a": 1}, 7, [["limburg-lezers"]], ""]
    )
    def test_gets_nothing(self, come_in, claim):
        answer = come_in(claim)
        assert answer.status_code == 403
        assert "U hebt geen toegang tot dit portaal" in text_of(answer)
        assert not is_signed_in(answer.client)
        assert not User.objects.filter(email=ADDRESS).exists()
        assert not SocialAccount.objects.exists()

    def test_who_matches_no_longer_loses_groups_and_sessions(self, come_in):
        client = come_in(["limburg-redactie"]).client
        assert come_in([]).status_code == 403
        assert groups(User.objects.get(email=ADDRESS)) == set()
        assert not is_signed_in(client)

    @pytest.mark.parametrize("verified", [False, None, "nee"])
    def test_an_address_that_is_not_verified_makes_no_account(self, come_in, verified):
        answer = come_in(["limburg-lezers"], email_verified=verified)
        assert answer.status_code == 403
        assert "e-mailadres" in text_of(answer)
        assert not User.objects.filter(email=ADDRESS).exists()

    def test_without_an_address_there_is_no_account(self, come_in):
        assert come_in(["limburg-lezers"], email=None).status_code == 403

    def test_a_closed_account_stays_closed(self, come_in):
        come_in(["limburg-lezers"])
        User.objects.filter(email=ADDRESS).update(is_active=False)
        answer = come_in(["limburg-lezers"])
        assert not is_signed_in(answer.client)

    @pytest.mark.parametrize("process", ["connect", "redirect"])
    def test_there_is_no_other_use_of_it(self, come_in, process):
        make_user("piet", email="piet@example.org")
        client = sign_in("piet").client
        answer = come_in(["limburg-lezers"], client=client, query=f"?process={process}")
        assert answer.status_code == 403
        assert not SocialAccount.objects.exists()


class TestKnownAddress:
    def test_the_account_is_taken_over_and_its_password_opens_nothing_more(self, come_in):
        user = make_user("jan", email=ADDRESS)
        assert is_signed_in(come_in(["limburg-lezers"]).client)
        user.refresh_from_db()
        assert groups(user) == names("members")
        assert not is_signed_in(sign_in("jan").client)
        assert "aanmelding van uw organisatie" in mail.outbox[-1].body
        Client().post("/wachtwoord/vergeten/", {"email": ADDRESS})
        assert "Uw account heeft er geen" in mail.outbox[-1].body

    def test_not_with_an_address_that_is_not_verified(self, come_in):
        user = make_user("jan", email=ADDRESS)
        assert come_in(["limburg-lezers"], email_verified=False).status_code == 403
        assert groups(user) == set()
        assert is_signed_in(sign_in("jan").client)

    def test_not_an_account_that_may_do_everything(self, come_in):
        make_user("admin", email=ADDRESS, is_superuser=True)
        assert come_in(["limburg-lezers"]).status_code == 403
        assert not SocialAccount.objects.exists()

    def test_nor_a_closed_one(self, come_in):
        make_user("jan", email=ADDRESS, is_active=False)
        assert come_in(["limburg-lezers"]).status_code == 403


class TestSecondStep:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.MFA_REQUIRED = True

    def test_is_asked_here_by_default(self, come_in):
        assert come_in(["limburg-redactie"]).client.get("/beheer/").url == SET_UP

    def test_and_may_be_left_to_the_provider(self, come_in, settings):
        settings.OIDC_MFA = "provider"
        assert come_in(["limburg-redactie"]).client.get("/beheer/").status_code == 200

    @pytest.mark.parametrize(
        ("ways", "is_enough"),
        [(["pwd", "mfa"], True), (["pwd"], False), ("mfa", False), (None, False)],
    )
    def test_or_only_where_the_provider_says_that_it_did(self, come_in, settings, ways, is_enough):
        settings.OIDC_MFA = "amr"
        answer = come_in(["limburg-redactie"], amr=ways).client.get("/beheer/")
        assert (answer.status_code == 200) is is_enough

    def test_an_app_of_before_is_asked_for(self, come_in):
        user = member_of("jan", OURS, "editors")
        user.email = ADDRESS
        user.save()
        with_app(user)
        assert come_in(["limburg-redactie"]).url == "/inloggen/tweede-stap/"


class TestSignInPage:
    def test_names_the_provider(self, client):
        assert "Log in met RIEC-aanmelding" in text_of(client.get("/inloggen/"))

    def test_without_one_offers_none(self, client, settings):
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
        assert START not in text_of(client.get("/inloggen/"))
        assert client.post(START).status_code == 404

    def test_a_provider_that_is_away_is_no_fault_of_ours(self, client, settings):
        provider = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        provider["APPS"][0]["settings"]["server_url"] = "http://localhost:9"
        answer = client.post(START)
        assert answer.status_code == 503
        assert "Inloggen is mislukt" in text_of(answer)

    def test_following_a_link_asks_first(self, client):
        answer = client.get(START)
        assert answer.status_code == 200
        assert "Log in met RIEC-aanmelding" in text_of(answer)


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("OIDC_GROUPS", {"a": "vng:bazen"}, "cms.E010"),
        ("OIDC_GROUPS", {"a": "vng"}, "cms.E010"),
        ("OIDC_GROUPS", {}, "cms.E011"),
        ("OIDC_MFA", "none", "cms.E012"),
    ],
)
def test_what_is_misspelt_does_not_start(settings, name, value, number):
    settings.OIDC_SERVER_URL = "https://inloggen.example"
    assert single_sign_on_is_whole(None) == []
    setattr(settings, name, value)
    assert [error.id for error in single_sign_on_is_whole(None)] == [number]
