"""A playbook goes through the whole chain: author, RIEC, author again, RIEC, VNG, reader."""

import re

import pytest

from tests.journeys.desk import (
    at_the_desk,
    choose,
    our_parts_are_readable,
    said,
    sent_back,
    waiting,
)
from tests.journeys.test_sign_in import is_readable

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

TITLE = "Een dreigbrief ligt bij de griffie"
SUMMARY = (
    "Er ligt een brief met een bedreiging bij de griffie. Dit draaiboek zegt wie wat doet in het "
    "eerste uur."
)
ADDED = "Raak de brief daarna niet meer aan."
REMARK = "Zeg ook dat niemand de brief nog aanraakt."
ANSWER = "Dat staat er nu bij."
TICKED = {"topics": "Agressie en intimidatie", "audience_roles": "Griffier", "phases": "Reageren"}


def write_playbook(page):
    page.get_by_role("region", name="Begin hier").get_by_role("link", name="Draaiboek").click()
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", SUMMARY)
    page.locator("[data-contentpath=situation] [contenteditable=true]").click()
    page.keyboard.type("U maakt de post open en leest een bedreiging.")
    page.get_by_role("tab", name="Stappen").click()
    page.fill("[name=steps-0-action]", "Leg de brief neer en bel de griffier")
    page.fill("[name=steps-0-role]", "Wie de brief vond")
    page.get_by_role("tab", name="Voor wie").click()
    for name, label in TICKED.items():
        page.locator(f"label:has(input[name={name}])", has_text=label).first.click()


def remark_at(page, field, text):
    page.locator(f"[data-contentpath={field}] [data-comment-add]").click()
    remark = page.locator(".comment")
    remark.locator("textarea").fill(text)
    remark.locator(".comment__button--primary").click()
    expect(page.locator("#w-autosave-indicator")).to_have_text(
        re.compile("Opgeslagen"), use_inner_text=True
    )


def open_remark(page):
    page.get_by_role("button", name="Toon/verberg opmerkingen").click()
    return page.locator(".comment", has_text=REMARK)


def send_back(page, reason):
    choose(page, "Terugsturen met opmerkingen")
    page.locator(".modal [name=comment]").fill(reason)
    page.locator(".modal [type=submit]").click()


def answer_and_improve(page):
    remark = open_remark(page)
    remark.click()
    remark.locator("textarea").fill(ANSWER)
    remark.locator(".comment__button--primary").click()
    page.fill("[name=summary]", f"{SUMMARY} {ADDED}")


def close_remark(page):
    remark = open_remark(page)
    expect(remark).to_contain_text(ANSWER)
    remark.locator("summary").click()
    page.get_by_role("menuitem", name="Markeer als opgelost").click()
    expect(remark).to_have_count(0)


def compare_and_approve(vng):
    expect(waiting(vng)).to_contain_text("Redactie van de VNG")
    our_parts_are_readable(vng)
    row = waiting(vng).get_by_role("listitem").filter(has_text=TITLE)
    row.get_by_role("link", name=re.compile("Vergelijk met wat eerder is gelezen")).click()
    earlier, later = (vng.locator(f".cms-compared__{side}") for side in ("earlier", "later"))
    expect(later.get_by_text(ADDED)).to_be_visible()
    expect(earlier.get_by_text(ADDED)).to_be_hidden()
    vng.get_by_role("link", name="Wijzig", exact=True).click()
    choose(vng, "Goedkeuren")
    said(vng, "is gewijzigd")


def find_and_read(page):
    page.goto("/zoeken/?q=dreigbrief+griffie&soort=draaiboek")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(ADDED)).to_be_visible()
    is_readable(page)


def test_a_playbook_goes_from_its_author_past_riec_and_vng_to_a_reader(
    new_context, signed_in, page
):
    author, riec, vng = (
        at_the_desk(new_context, signed_in, who)
        for who in ("auteur-limburg", "redacteur-limburg", "redacteur-vng")
    )
    write_playbook(author)
    choose(author, "Stuur door naar Redactie")
    said(author, "ingediend voor controle")

    waiting(riec).get_by_role("link", name=TITLE).click()
    remark_at(riec, "summary", REMARK)
    send_back(riec, "Bijna goed.")
    said(riec, "is gewijzigd")

    expect(sent_back(author)).to_contain_text("Bijna goed.")
    expect(sent_back(author)).to_contain_text(f"Samenvatting: {REMARK}")
    our_parts_are_readable(author)
    sent_back(author).get_by_role("link", name=TITLE).click()
    answer_and_improve(author)
    choose(author, "Stuur opnieuw door naar Redactie van de organisatie")
    said(author, "ter goedkeuring ingediend")

    # Elsewhere: the browser would remember that the remarks stood open, and the button close them.
    riec = at_the_desk(new_context, signed_in, "redacteur-limburg")
    waiting(riec).get_by_role("link", name=TITLE, exact=True).click()
    close_remark(riec)
    choose(riec, "Goedkeuren")
    said(riec, "is gewijzigd")
    page.goto("/zoeken/?q=dreigbrief+griffie")
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)

    compare_and_approve(vng)
    find_and_read(page)
