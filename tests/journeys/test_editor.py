"""An author writes a lesson and hands it in, an editor approves it, and a reader finds it."""

import re

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

TITLE = "Oefen de noodknop elk kwartaal"
PLAIN = {
    "title": TITLE,
    "summary": "Niemand wist meer waar de noodknop zat. Sinds elk kwartaal wordt geoefend, "
    "vindt iedereen hem binnen tien tellen.",
    "expected": "Iedereen aan de balie weet waar de noodknop zit.",
    "happened": "Bij een incident zocht een medewerker een minuut naar de knop.",
    "lesson": "Oefen de noodknop elk kwartaal met iedereen die aan de balie werkt.",
}
TICKED = {
    "topics": "Training en oefening",
    "audience_roles": "OOV-adviseur",
    "phases": "Voorbereiden",
}


def sign_in(page, name, password):
    page.goto("/inloggen/")
    page.fill("#id_login", name)
    page.fill("#id_password", password[name])
    page.locator("main form[action='/inloggen/'] [type=submit]").click()
    expect(page).to_have_url(re.compile(r"/$"))


def write_lesson(page):
    page.goto("/beheer/les/")
    page.locator("a[href*='/les/choose_parent/'], a[href*='/add/cms/lessonpage/']").first.click()
    for name, text in PLAIN.items():
        page.fill(f"[name={name}]", text)
    page.locator("[data-contentpath=recommendation] [contenteditable=true]").click()
    page.keyboard.type("Zet de oefening in de agenda van de teamleider.")
    page.locator("[role=tab]").nth(2).click()
    for name, label in TICKED.items():
        page.locator(f"label:has(input[name={name}])", has_text=label).first.click()


def choose(page, name):
    page.locator("footer button[aria-expanded], footer [data-drilldown-toggle]").first.click()
    page.get_by_role("button", name=name, exact=True).click()


def test_what_one_writes_another_approves_and_a_reader_finds(page, browser, base_url, password):
    desk = browser.new_context(base_url=base_url).new_page()
    sign_in(desk, "auteur-oost", password)
    write_lesson(desk)
    desk.locator("footer button[aria-expanded], footer [data-drilldown-toggle]").first.click()
    assert desk.locator("button[name=action-publish]").count() == 0
    desk.locator("button[name=action-submit]").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    desk.context.close()

    sign_in(page, "redacteur-oost", password)
    page.goto("/beheer/")
    page.get_by_role("link", name=TITLE).first.click()
    choose(page, "Goedkeuren")
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto("/zoeken/?q=noodknop")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()

    stranger = browser.new_context(base_url=base_url).new_page()
    stranger.goto("/zoeken/?q=noodknop+oefenen&soort=les")
    stranger.get_by_role("link", name=re.compile("noodknop")).click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(stranger.get_by_text("Zet de oefening in de agenda")).to_be_visible()
    stranger.context.close()


def test_a_reader_signs_in_and_out(page, password):
    hidden = "/organisaties/riec-oost-nederland/verdachte-vergunningaanvraag/"
    assert page.goto(hidden).status == 404
    sign_in(page, "gemeenschap", password)
    assert page.goto(hidden).status == 200
    page.locator(".menu-wide form button").click()
    assert page.goto(hidden).status == 404


def test_the_checks_read_along_and_a_button_makes_the_place_coarser(page, password):
    sign_in(page, "auteur-oost", password)
    page.goto("/beheer/praktijkvoorbeeld/")
    page.locator("a[href*='/choose_parent/'], a[href*='/add/cms/casestudypage/']").first.click()
    page.fill("[name=summary]", "Bel 06-12345678 of kom langs.")
    findings = page.locator("[data-live-check=findings]")
    link = findings.get_by_role("link", name="Samenvatting: telefoonnummer")
    expect(link).to_be_visible()
    tabs = page.locator("[role=tab]")
    tabs.nth(2).click()
    page.locator("label:has(input[name=size_classes])").last.click()
    page.locator("label:has(input[name=provinces])", has_text="Flevoland").click()
    place = page.locator("[data-live-check=place]")
    expect(place).to_contain_text("Het moeten er ten minste 5 zijn")
    expect(place.get_by_role("status")).to_contain_text("dan passen er")
    place.get_by_role("button", name="Neem dit over").press("Enter")
    expect(place).not_to_contain_text("ten minste 5")
    expect(place).to_contain_text("Deze gegevens passen bij")
    expect(place.get_by_role("button")).to_be_hidden()
    tabs.first.click()
    link.press("Enter")
    expect(page.locator("[name=summary]")).to_be_focused()
    page.fill("[name=summary]", "Bel het meldpunt of kom langs.")
    expect(findings).to_contain_text("geen persoonsgegevens gevonden")
