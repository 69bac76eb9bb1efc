"""Mail about remarks: to who follows the item or the thread, as each chose; it names nothing."""

import datetime
import zoneinfo

import pytest
import time_machine
from wagtail.users.models import UserProfile

from cms.mail.models import OutgoingMail
from tests.cms.editor_form import edit_address, form_at
from tests.cms.mail.post import delivered
from tests.cms.mail.test_news import SECRET, choose, link, to
from tests.cms.moderation.test_remarks import REMARK, decision, remark, send, with_remarks
from tests.factories import signed_in

AUTHOR = "auteur@example.org"
ABOUT_ONE = "Er zijn nieuwe opmerkingen bij 1 stuk dat u volgt."


@pytest.fixture
def draft(desk):
    """A draft that was handed in, and whose author follows the remarks on it."""
    draft = desk.draft(title=SECRET)
    author = signed_in(desk.people["author"])
    form = form_at(author, edit_address(draft))
    form["comment_notifications"] = "on"
    send(author, draft, form)
    desk.hand_in(draft)
    delivered(hours=24)
    return draft


def leave_remark(desk, draft, who="editor", text=REMARK):
    browser = signed_in(desk.people[who])
    assert (
        send(browser, draft, remark(form_at(browser, edit_address(draft)), text)).status_code == 302
    )


def reply(desk, draft, who):
    browser = signed_in(desk.people[who])
    form = with_remarks(browser, draft)
    form["comments-0-replies-TOTAL_FORMS"] = 1
    form.update({"comments-0-replies-0-text": "Gedaan.", "comments-0-replies-0-id": ""})
    assert send(browser, draft, form).status_code == 302


def test_remarks_of_one_window_go_as_one_mail_that_names_nothing(desk, draft):
    leave_remark(desk, draft)
    leave_remark(desk, draft, "second editor")
    assert not OutgoingMail.objects.exists()
    assert delivered() == []
    [message] = delivered(minutes=11)
    [html] = [each.content for each in message.alternatives]
    said = " ".join([message.subject, message.body, html])
    assert message.to == [AUTHOR]
    assert message.subject == "Een bericht over uw werk"
    assert ABOUT_ONE in message.body
    assert link(draft) in message.body
    for hidden in (
        SECRET,
        REMARK,
        draft.slug,
        desk.people["editor"].get_full_name() or "redacteur",
    ):
        assert hidden not in said


@pytest.mark.parametrize("when", ["daily", "never"])
def test_each_person_chooses_when_to_hear_of_remarks(desk, draft, when):
    choose(desk.people["author"], remarks=when)
    amsterdam = zoneinfo.ZoneInfo("Europe/Amsterdam")
    with time_machine.travel(datetime.datetime(2027, 1, 12, 15, tzinfo=amsterdam)):
        leave_remark(desk, draft)
        assert delivered(hours=15) == []
        assert to(delivered(hours=16)) == ([AUTHOR] if when == "daily" else [])  # at seven


@pytest.mark.parametrize("when", ["at once", "never"])
def test_remarks_kept_from_a_refused_approval_are_told_as_each_person_chose(desk, draft, when):
    choose(desk.people["author"], remarks=when)
    browser = signed_in(desk.people["editor"])
    form = remark(form_at(browser, edit_address(draft)))
    version = draft.get_latest_revision_as_object()
    version.title = "Iemand anders bewaarde dit"
    version.save_revision(user=desk.people["second author"])
    assert send(browser, draft, form, decision("approve", "Goed.")).status_code == 302
    assert draft.specific_class.objects.get(pk=draft.pk).wagtail_admin_comments.exists()
    assert delivered() == []
    messages = delivered(minutes=11)
    assert to(messages) == ([AUTHOR] if when == "at once" else [])
    assert all(ABOUT_ONE in message.body for message in messages)


def test_an_answer_is_told_to_who_wrote_in_the_thread_and_not_to_who_answers(desk, draft):
    leave_remark(desk, draft)
    delivered(minutes=11)
    reply(desk, draft, "second editor")
    assert to(delivered(minutes=11)) == [AUTHOR, "redacteur@example.org"]


def test_who_may_not_open_the_draft_any_more_hears_nothing(desk, draft):
    leave_remark(desk, draft)
    desk.people["author"].groups.clear()
    assert delivered(minutes=11) == []


def test_who_turned_wagtails_mail_about_remarks_off_before_gets_none(desk, draft):
    profile = UserProfile.get_for_user(desk.people["author"])
    profile.updated_comments_notifications = False
    profile.save()
    leave_remark(desk, draft)
    assert delivered(minutes=11) == []
