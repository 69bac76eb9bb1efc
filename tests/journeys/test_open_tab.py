"""A tab that stays open after its session ended: what is typed in it is kept, for who typed it."""

import re

import pytest

from tests.journeys.desk import choose
from tests.journeys.scenes import played
from tests.journeys.test_editor import sign_in

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

# What the clock does after an hour away, and after twelve hours in all.
END_SESSIONS = """
from django.contrib.auth.models import User
from cms.accounts.sessions import end_sessions
end_sessions(User.objects.get(username="{}"))
seen = {{}}
"""
WAITS = """
from django.contrib.auth.models import User
from cms.models import LessonPage
from tests.factories import make_draft
author = User.objects.get(username="auteur-oost")
page = make_draft(LessonPage, under="riec-oost-nederland", title="Wacht", owner=author)
page.save_revision(user=author)
page.get_workflow().start(page, author)
seen = {"page": page.pk}
"""
WRITTEN_BY = """
from wagtail.models import Page
versions = Page.objects.get(pk={}).revisions.order_by("-pk")
seen = {{"by": [version.user.username for version in versions]}}
"""
SENT_BACK = """
from wagtail.models import TaskState
steps = TaskState.objects.filter(workflow_state__object_id="{}", status="rejected")
seen = {{"why": [step.comment for step in steps], "by": steps.get().finished_by.username}}
"""
REMARK = "Noem de rol, niet de naam."
SIGNED_OUT, OTHER = "U bent uitgelogd", "nu iemand anders ingelogd"


def sit_down(page, password, who, *, after=None):
    """Sign in, in another tab, in place of who was there."""
    other = page.context.new_page()
    if after:
        other.goto("/uitloggen/")
        other.locator("main form [type=submit]").click()
        other.wait_for_url("**/uitloggen/klaar/")
    sign_in(other, who, password)
    other.close()


def come_back(page):
    """Look at this tab again."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def warned(page, text):
    notice = page.get_by_role("alert").filter(has_text=text)
    expect(notice).to_be_visible()
    return notice


def begin(page):
    """Write a new lesson, which saves itself; return its number."""
    page.goto("/beheer/les/")
    page.locator("a[href*='/les/choose_parent/'], a[href*='/add/cms/lessonpage/']").first.click()
    page.wait_for_load_state("load")
    # Wagtail takes what is typed in the first two seconds for the start.
    page.wait_for_timeout(3000)
    page.fill("[name=title]", "Wie te lang wegblijft")
    page.fill("[name=summary]", "Voor het einde.")
    page.wait_for_url("**/edit/")
    return re.search(r"/pages/(\d+)/edit/", page.url)[1]


def writers(number, demo):
    return set(played(WRITTEN_BY.format(number), demo)["by"])


def test_what_is_typed_in_an_open_tab_is_kept_and_saved_as_of_nobody_else(page, demo, password):
    sign_in(page, "auteur-oost", password)
    number, save = begin(page), page.locator("footer button[type=submit]").first
    sit_down(page, password, "redacteur-oost", after="auteur-oost")
    page.fill("[name=summary]", "Getypt terwijl een ander is ingelogd.")
    warned(page, OTHER)
    save.click()
    notice = warned(page, "log in als Jelle Wolterink")
    assert writers(number, demo) == {"auteur-oost"}
    with page.expect_response(lambda said: said.url.endswith("/edit/") and said.ok):
        sit_down(page, password, "auteur-oost", after="redacteur-oost")
        come_back(page)
    expect(notice).to_be_hidden()

    played(END_SESSIONS.format("auteur-oost"), demo)
    page.fill("[name=lesson]", "Na het einde.")
    notice = warned(page, SIGNED_OUT)
    save.click()
    with page.expect_response(lambda said: said.url.endswith("/edit/") and said.ok):
        sit_down(page, password, "auteur-oost")
        come_back(page)
    expect(notice).to_be_hidden()
    page.fill("[name=happened]", "Getypt na het inloggen.")
    save.click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.reload()
    expect(page.locator("[name=summary]")).to_have_value("Getypt terwijl een ander is ingelogd.")
    expect(page.locator("[name=lesson]")).to_have_value("Na het einde.")
    expect(page.locator("[name=happened]")).to_have_value("Getypt na het inloggen.")
    assert writers(number, demo) == {"auteur-oost"}


def test_a_remark_in_the_window_of_a_decision_waits_for_who_signs_in_again(page, demo, password):
    number = played(WAITS, demo)["page"]
    sign_in(page, "redacteur-oost", password)
    page.goto(f"/beheer/pages/{number}/edit/")
    choose(page, "Terugsturen met opmerkingen")
    window = page.locator(".modal")
    window.locator("textarea").fill(REMARK)
    played(END_SESSIONS.format("redacteur-oost"), demo)
    send = window.locator("[type=submit]")
    send.click()
    expect(window.get_by_role("alert")).to_contain_text(SIGNED_OUT)
    sit_down(page, password, "auteur-oost")
    send.click()
    expect(window.get_by_role("alert")).to_contain_text(OTHER)
    sit_down(page, password, "redacteur-oost", after="auteur-oost")
    come_back(page)
    expect(window.get_by_role("alert")).to_be_hidden()
    expect(window.locator("textarea")).to_have_value(REMARK)
    send.click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert played(SENT_BACK.format(number), demo) == {"why": [REMARK], "by": "redacteur-oost"}
