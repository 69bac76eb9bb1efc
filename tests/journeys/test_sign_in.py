"""Signing in as a person does: an app, recovery codes, a passkey, an invitation."""

import re
import subprocess
import sys
import time

import pytest

from tests.journeys.conftest import ROOT, environment
from tests.journeys.test_every_page import violations_everywhere

expect = pytest.importorskip("playwright.sync_api").expect
totp = pytest.importorskip("allauth.mfa.totp.internal.auth")

pytestmark = pytest.mark.browser

WHO = "lezer"  # of whom no other journey has need
STEP = "/mijn-account/tweede-stap/"


def sign_in(page, password):
    page.goto("/inloggen/")
    page.fill("#id_login", f"{WHO}@example.org")
    page.fill("#id_password", password[WHO])
    page.locator("main form[action='/inloggen/'] [type=submit]").click()
    page.wait_for_url(re.compile(r":\d+/(inloggen/tweede-stap/)?$"))


def sign_out(page):
    page.goto("/uitloggen/")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/uitloggen/klaar/")


def send(page):
    page.locator("main form:not([hidden]) .nl-button--primary").first.click()


def code(secret):
    """What the app shows now; after the last one it was asked for."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def is_readable(page):
    """Nothing that axe sees, and nothing sideways on the smallest phone."""
    assert violations_everywhere(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_app_is_connected_and_asked_for_at_the_next_sign_in(page, password):
    sign_in(page, password)
    page.goto(f"{STEP}app/")
    is_readable(page)
    secret = page.locator("code.secret").inner_text()
    first = code(secret)
    page.fill("[name=code]", first)
    page.get_by_role("button", name="Koppelen").click()
    page.wait_for_url(f"**{STEP}herstelcodes/")
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    is_readable(page)
    sign_out(page)

    sign_in(page, password)
    expect(page).to_have_url(re.compile("/inloggen/tweede-stap/$"))
    is_readable(page)
    page.fill("[name=code]", "000000")
    page.locator("form:has([name=code]) [type=submit]").click()
    expect(page.locator("#code-error")).to_contain_text("Deze code klopt niet")
    page.fill("[name=code]", recovery[0])
    page.locator("form:has([name=code]) [type=submit]").click()
    page.wait_for_url(re.compile(r":\d+/$"))

    page.goto(STEP)
    is_readable(page)
    page.goto(f"{STEP}app/weg/")
    page.get_by_role("button", name="App loskoppelen").click()
    expect(page.locator(".utrecht-alert").first).to_contain_text("niet meer gekoppeld")


def test_a_passkey_signs_in_without_a_password(browser, base_url, password):
    """On localhost: a passkey is bound to a name, and 127.0.0.1 is none."""
    context = browser.new_context(base_url=base_url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    able = {"hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**device, **able}})

    sign_in(page, password)
    page.goto(f"{STEP}passkey/")
    is_readable(page)
    page.fill("#id_name", "Werktelefoon")
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.wait_for_url(f"**{STEP}herstelcodes/")
    sign_out(page)

    page.goto("/inloggen/?next=/over/")
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url(re.compile(r":\d+/over/$"))

    sign_out(page)
    sign_in(page, password)
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url(re.compile(r":\d+/$"))

    page.goto(STEP)
    expect(page.locator(".rows")).to_contain_text("Werktelefoon")
    page.locator(".rows a").click()
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.locator(".utrecht-alert").first).to_contain_text("De passkey is verwijderd")
    context.close()


def test_a_device_that_refuses_is_told_in_plain_words(browser, base_url):
    context = browser.new_context(base_url=base_url.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    expect(page.locator("[data-passkey-error]")).to_be_visible()
    context.close()


def test_who_is_invited_makes_an_account(page, demo):
    script = (
        "from cms.accounts import invitations as i\n"
        "from cms.models import Organisation\n"
        "from django.conf import settings\n"
        # Printed here; the worker of the demo would print it there.
        "settings.EMAIL_BACKEND = 'django.core.mail.backends.console.EmailBackend'\n"
        "organisation = Organisation.objects.get(slug='vng')\n"
        "i.invite(None, 'nieuw@example.org', organisation, 'members')\n"
    )
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", script]
    sent = subprocess.run(
        command, cwd=ROOT, env=environment(demo), check=True, capture_output=True, text=True
    ).stdout.replace("=\n", "")
    page.goto(re.search(r"https?://[^/\s]+(/uitnodiging/[\w-]+/)", sent)[1])
    is_readable(page)
    page.fill("#id_name", "Nieuw Persoon")
    page.fill("#id_password1", "vier-gewone-woorden")
    page.fill("#id_password2", "drie-gewone-woorden")
    send(page)
    expect(page.locator(".field__error")).to_contain_text("niet gelijk")
    is_readable(page)
    for name in ("#id_password1", "#id_password2"):
        page.fill(name, "vier-gewone-woorden")
    send(page)
    page.wait_for_url("**/mijn-account/")
    expect(page.locator("main")).to_contain_text("Nieuw Persoon")
