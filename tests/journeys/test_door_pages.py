"""Pages of the door that only somebody in the middle of something sees: axe sees no violation."""

import pytest

from tests.journeys.scenes import played
from tests.journeys.test_every_page import violations_everywhere

pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.browser

# Somebody with a session, who got an app, a passkey and recovery codes since; a forgotten password;
# a lesson from outside that nobody confirmed.
SCENE = """
from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.test import Client
from cms.accounts.invitations import digest_of
from cms.models import Contribution, ContributionLink, Organisation
who = User.objects.create_user("proef-deur", "proef-deur@example.org", "vier paarse fietsen")
browser = Client(SERVER_NAME="127.0.0.1")
browser.post("/inloggen/", {"login": "proef-deur", "password": "vier paarse fietsen"})
TOTP.activate(who, generate_totp_secret())
RecoveryCodes.activate(who)
passkey = Authenticator.objects.create(
    user=who, type="webauthn", data={"name": "Sleutelbos", "credential": {}}
)
riec = Organisation.objects.get(slug="riec-limburg")
waits = Contribution.objects.create(organisation=riec, name="A.", email="a@example.org", answers={})
ContributionLink.objects.create(contribution=waits, digest=digest_of("proefsleutel"))
reset = f"{user_pk_to_url_str(who)}-{EmailAwarePasswordResetTokenGenerator().make_token(who)}"
seen = {
    "session": browser.cookies["sessionid"].value, "passkey": passkey.pk, "reset": reset,
}
"""
OWN = "/mijn-account/"
OF_SOMEBODY = (
    f"{OWN}wachtwoord/",
    f"{OWN}tweede-stap/",
    f"{OWN}tweede-stap/app/weg/",
    f"{OWN}tweede-stap/passkey/{{passkey}}/weg/",
    f"{OWN}tweede-stap/herstelcodes/nieuw/",
    "/inloggen/bevestigen/",
    "/inloggen/bevestigen/code/",
)
OF_ANYBODY = (
    "/wachtwoord/nieuw/{reset}/",
    "/deel-een-les/proefsleutel/",
)


@pytest.fixture(scope="module")
def scene(demo):
    return played(SCENE, demo)


def seen(context, addresses, scene):
    """What axe sees at each of these; every one of them is the page that was asked for."""
    found = {}
    page = context.new_page()
    for address in addresses:
        answer = page.goto(address.format(**scene))
        assert answer.ok, address
        assert "/inloggen/?next" not in page.url, address
        found[address] = violations_everywhere(page)
    context.close()
    return {address: what for address, what in found.items() if what}


def test_what_somebody_does_with_an_account(browser, base_url, scene):
    context = browser.new_context(base_url=base_url)
    context.add_cookies([{"name": "sessionid", "value": scene["session"], "url": base_url}])
    assert seen(context, OF_SOMEBODY, scene) == {}


def test_what_a_link_in_mail_opens(browser, base_url, scene):
    context = browser.new_context(base_url=base_url)
    assert seen(context, OF_ANYBODY, scene) == {}
    page = browser.new_page(base_url=base_url)
    page.goto("/deel-een-les/proefsleutel/")
    assert page.get_by_role("button", name="Bevestig").is_visible()
    page.close()
