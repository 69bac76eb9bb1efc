"""An editor recommends an item for words; a member sees it above the hits, a stranger does not."""

import re

import pytest

from tests.journeys.test_editor import sign_in

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

QUESTION = "/zoeken/?q=vergunning+met+luchtje"
GREEN, GREEN_TITLE = "vergunningaanvraag die niet klopt", "Een vergunningaanvraag die niet klopt"
PUBLIC, PUBLIC_TITLE = "melding en aangifte", "Van dreiging naar melding en aangifte"


def recommend(page, search, title, note):
    page.goto("/beheer/")
    page.get_by_role("link", name="Aanbevelingen").first.click()
    page.get_by_role("link", name="Aanbeveling toevoegen").first.click()
    page.fill("[name=words]", "vergunning met een luchtje\nrare vergunningen")
    page.get_by_role("button", name=re.compile("Kies een pagina")).click()
    page.locator(".modal [name=q]").fill(search)
    page.locator(".modal").get_by_role("link", name=title).first.click()
    expect(page.locator("[data-chooser-title]")).to_have_text(re.compile(title))
    page.fill("[name=note]", note)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator("main table")).to_contain_text(title)


def test_an_editor_recommends_and_only_who_may_read_sees_it(page, browser, base_url, password):
    sign_in(page, "redacteur-oost", password)
    recommend(page, PUBLIC, PUBLIC_TITLE, "Voor iedereen.")
    recommend(page, GREEN, GREEN_TITLE, "Alleen voor de gemeenschap.")

    member = browser.new_context(base_url=base_url).new_page()
    sign_in(member, "gemeenschap", password)
    member.goto(QUESTION)
    box = member.locator(".recommended")
    expect(box.get_by_role("heading", level=3)).to_have_text("Aanbevolen door de redactie")
    expect(box.locator("article")).to_have_count(2)
    expect(box).to_contain_text("Alleen voor de gemeenschap.")
    member.context.close()

    stranger = browser.new_context(base_url=base_url).new_page()
    stranger.goto(QUESTION)
    box = stranger.locator(".recommended")
    expect(box.locator("article")).to_have_count(1)
    expect(box).to_contain_text("Voor iedereen.")
    expect(stranger.locator("body")).not_to_contain_text(GREEN_TITLE)
    box.get_by_role("link", name=PUBLIC_TITLE).click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(PUBLIC_TITLE)
    stranger.goto("/zoeken/?q=rare+vergunning&soort=les")
    expect(stranger.locator(".recommended")).to_have_count(0)
    stranger.context.close()
