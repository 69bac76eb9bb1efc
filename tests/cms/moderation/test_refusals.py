"""An approval that is refused takes nothing with it that somebody typed."""

import json

import pytest
from wagtail.models import Comment, PageLogEntry

from tests.cms.editor_form import decide, edit_address, form_at
from tests.cms.moderation.test_remarks import REMARK, decision, remark, send
from tests.factories import signed_in

pytestmark = pytest.mark.django_db

SAID = "Mooi gedaan, op één ding na."


def saved_meanwhile(desk, page, state):
    page.title = "Iemand anders bewaarde dit"
    page.save_revision(user=desk.people["second author"])


def approved_meanwhile(desk, page, state):
    decide(desk.people["second editor"], state, "approve")


def sent_back_meanwhile(desk, page, state):
    decide(desk.people["second editor"], state, "reject", comment="Kort.")


MEANWHILE = pytest.mark.parametrize(
    "meanwhile", [saved_meanwhile, approved_meanwhile, sent_back_meanwhile]
)


@pytest.fixture
def tried(desk):
    """Return a function that approves what somebody read, with what was typed beside it."""

    def tried(meanwhile, action="approve", said=SAID, with_remark=True, **typed):
        page = desk.draft()
        state = desk.hand_in(page)
        browser = signed_in(desk.people["editor"])
        form = form_at(browser, edit_address(page))
        if with_remark:
            form = remark(form)
        form.update(typed)
        meanwhile(desk, page, state)
        before = page.revisions.count()
        answer = send(browser, page, form, decision(action, said))
        if answer.status_code == 302:
            answer = browser.get(answer.url)
        assert answer.status_code == 200
        state.refresh_from_db()
        assert page.revisions.count() == before
        return answer, page

    return tried


def said(answer):
    return " ".join(map(str, answer.context["messages"]))


@MEANWHILE
def test_a_remark_at_a_field_is_kept_and_makes_no_version(tried, meanwhile):
    answer, page = tried(meanwhile)
    kept = Comment.objects.get()
    assert (kept.text, kept.user.username) == (REMARK, "redacteur")
    assert kept.revision_created == page.get_latest_revision()
    assert PageLogEntry.objects.filter(action="wagtail.comments.create").count() == 1
    assert REMARK in answer.content.decode()


@pytest.mark.parametrize(
    ("meanwhile", "action"),
    [
        (saved_meanwhile, "approve"),  # sent back it may be all the same
        *((each, "approve") for each in (approved_meanwhile, sent_back_meanwhile)),
        *((each, "reject") for each in (approved_meanwhile, sent_back_meanwhile)),
    ],
)
def test_the_remark_of_the_decision_comes_back(tried, meanwhile, action):
    answer, _page = tried(meanwhile, action, with_remark=False)
    assert SAID in said(answer)
    assert not Comment.objects.exists()


@MEANWHILE
def test_typed_text_stays_in_the_form_with_the_remarks(tried, meanwhile):
    answer, _page = tried(meanwhile, summary="Half herschreven.")
    assert answer.context["form"]["summary"].value() == "Half herschreven."
    remarks = json.dumps(REMARK).strip('"')
    assert remarks in answer.content.decode()
    assert SAID in said(answer)


def test_what_the_form_refuses_gives_the_remark_of_the_decision_back(tried):
    answer, _page = tried(lambda *_: None, summary="Half herschreven.")
    assert "Niemand keurt een eigen wijziging goed" in said(answer)
    assert SAID in said(answer)
    assert REMARK in answer.content.decode()


def test_what_the_privacy_check_sends_back_keeps_the_remark(desk):
    page = desk.draft()
    state = desk.hand_in(page)
    page.summary = "Bel Jan Jansen op 06-12345678."
    page.save_revision(user=desk.people["second author"])
    browser = signed_in(desk.people["editor"])
    form = remark(form_at(browser, edit_address(page)))
    send(browser, page, form, decision("approve", SAID))
    state.refresh_from_db()
    assert state.status == "needs_changes"
    assert Comment.objects.get().text == REMARK
    assert state.task_states.filter(comment=SAID).exists()
