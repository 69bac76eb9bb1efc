"""Handing in a lesson on the smallest phone: without scripts, and with what the browser keeps."""

import re
import subprocess
import sys

import pytest

from tests.journeys.conftest import ROOT, environment
from tests.journeys.test_every_page import violations_everywhere

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

FORM = "/deel-een-les/"
SMALLEST = {"width": 320, "height": 800}
ANSWERS = {
    "planned": "Iedereen wist wie te bellen.",
    "happened": "De lijst was een jaar oud.",
    "why": "Niemand hield de lijst bij.",
    "advice": "Kijk de lijst elk kwartaal na.",
}
# The link in the mail cannot be read back: a fresh one is made, as each mail does.
FRESH_LINK = (
    "import secrets\n"
    "from cms.accounts.invitations import digest_of\n"
    "from cms.models import Contribution\n"
    "token = secrets.token_urlsafe(32)\n"
    "Contribution.objects.first().links.create(digest=digest_of(token))\n"
    "print(token)\n"
)


def fill_in(page):
    for name, text in ANSWERS.items():
        page.fill(f"#id_{name}", text)
    page.get_by_label("Griffier of Statengriffier").check()
    page.select_option("#id_municipality", label="Renswoude")


def is_readable(page):
    assert violations_everywhere(page) == []
    page.set_viewport_size(SMALLEST)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def send(page):
    page.locator("form.sign-in--wide .nl-button--primary").click()


def test_without_scripts_from_the_form_to_withdrawing(browser, base_url, demo, page):
    tab = page  # with scripts, for axe
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=SMALLEST)
    page = context.new_page()
    page.goto("/lessen/")
    page.locator("main").get_by_role("link", name="Deel een les").click()
    expect(page).to_have_url(re.compile(f"{FORM}$"))
    expect(page.locator("[data-keep-note]")).to_be_hidden()
    fill_in(page)
    page.fill("#id_email", "inzender@example.org")
    send(page)
    expect(page).to_have_url(re.compile("/verstuurd/$"))

    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", FRESH_LINK]
    printed = subprocess.run(
        command, cwd=ROOT, env=environment(demo), check=True, capture_output=True, text=True
    ).stdout
    link = f"{FORM}{printed.split()[-1]}/"
    page.goto(link)
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.locator("main")).to_contain_text("bij de redactie van RIEC")
    page.fill("#id_text", "Ik hoor graag of u nog iets wilt weten.")
    send(page)
    expect(page.locator(".said")).to_contain_text("Ik hoor graag")
    tab.goto(link)
    is_readable(tab)
    page.get_by_role("button", name="Trek mijn les in").click()
    expect(page).to_have_url(re.compile("/ingetrokken/$"))
    assert page.goto(link).status == 404
    context.close()


def test_the_browser_keeps_what_one_types_and_the_form_is_accessible(page):
    page.set_viewport_size(SMALLEST)
    page.goto(FORM)
    expect(page.locator("[data-keep-note]")).to_be_hidden()
    fill_in(page)
    page.fill("#id_email", "inzender@example.org")
    expect(page.locator("[data-keep-status]")).to_contain_text("in deze browser")
    is_readable(page)
    page.goto("/")
    page.goto(FORM)
    expect(page.locator("#id_happened")).to_have_value(ANSWERS["happened"])
    expect(page.get_by_label("Griffier of Statengriffier")).to_be_checked()
    expect(page.locator("#id_email")).to_have_value("")  # a browser may be shared
    page.fill("#id_email", "inzender@example.org")
    page.fill("#id_why", "Vraag het aan inzender@example.org.")
    send(page)
    expect(page.locator("#form-error")).to_be_visible()
    expect(page.locator("#id_why_error")).to_contain_text("Laat uw eigen naam")
    expect(page.locator("#id_happened")).to_have_value(ANSWERS["happened"])
    is_readable(page)
    page.locator("[data-keep-clear]").click()
    page.goto(FORM)
    expect(page.locator("#id_happened")).to_have_value("")
