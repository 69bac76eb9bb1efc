"""What was sent back to somebody who can mend it no more reaches who acts now, and only once."""

from io import StringIO

import pytest
from django.core.management import call_command

from cms.mail.models import Notice
from cms.mail.notices import notify
from cms.models import CollectionPage, HomePage, TopicPage
from tests.cms.editor_form import decide, edit_address, fill_in, form_at, hand_in
from tests.cms.mail.post import delivered
from tests.cms.mail.test_news import BOTH, to
from tests.cms.moderation.conftest import OWN
from tests.cms.moderation.test_work_panels import page_around_items, panels
from tests.factories import leaves, member_of, organisation, signed_in

VNG = ["vng-2@example.org", "vng@example.org"]


def sent_back(desk, page, who="author", by="editor"):
    state = desk.hand_in(page, who)
    decide(desk.people[by], state, "reject", comment="Te kort.")


def told_of_it(times=4):
    """Who is told that something was sent back, in so many windows."""
    windows = [delivered(minutes=11 * each) for each in range(1, times + 1)]
    return to(each for window in windows for each in window if "teruggestuurd" in each.body)


@pytest.mark.parametrize("kind", ["item", "dossier"])
def test_where_nobody_is_left_the_vng_hears_it_once_and_mends_it(desk, kind):
    """Who stands in for an organisation without editors changes what was sent back there."""
    author = desk.people["author"]
    page = desk.draft() if kind == "item" else page_around_items(CollectionPage, author)
    sent_back(desk, page)
    vng = signed_in(desk.people["editor of the VNG"])
    address = edit_address(page)
    assert vng.get(address).status_code == 302  # there are editors
    for who in ("author", "editor", "second editor", "author and editor"):
        desk.people[who].groups.clear()
    assert told_of_it() == ["vng@example.org"]
    assert not Notice.objects.exists()
    assert address in panels(desk.people["editor of the VNG"], tags=True)["sent-back"]
    for who in ("author", "editor", "editor elsewhere"):
        assert signed_in(desk.people[who]).get(address).status_code != 200
    form = fill_in(form_at(vng, address), title="Korter")
    assert vng.get(hand_in(vng, address, form).url, follow=True).status_code == 200
    page.refresh_from_db()
    state = page.current_workflow_state
    assert state.status == state.STATUS_IN_PROGRESS
    assert page.get_latest_revision_as_object().title == "Korter"
    decide(desk.people["editor of the VNG"], state, "approve")
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS  # nobody approves their own change
    decide(member_of("vng-2", "vng", "editors"), state, "approve")
    state.refresh_from_db()
    assert state.status == state.STATUS_APPROVED


@pytest.mark.parametrize(
    ("kind", "who", "how", "when", "keepers"),
    [
        (CollectionPage, "author", "closed", "before the mail", BOTH),
        (CollectionPage, "author", "left", "before the mail", BOTH),
        (CollectionPage, "author", "left", "after the mail", BOTH),
        (TopicPage, "editor of the VNG", "left", "after the mail", ["vng-2@example.org"]),
        (HomePage, "superuser", "closed", "after the mail", VNG),
        (HomePage, "superuser", "deleted", "after the mail", VNG),
    ],
)
def test_a_page_of_who_is_gone_is_told_to_the_editors_once(desk, kind, who, how, when, keepers):
    colleague, gone = member_of("vng-2", "vng", "editors"), desk.people[who]
    colleague.email = "vng-2@example.org"
    colleague.save()
    page = page_around_items(kind, gone)
    desk.people["colleague"] = colleague
    sent_back(desk, page, who, "colleague" if kind is HomePage else "superuser")
    if when == "after the mail":
        assert told_of_it(1) == [gone.email]
    leaves(gone, how)
    told = told_of_it(1)
    call_command("remind", stdout=StringIO())
    assert sorted(told + told_of_it()) == keepers
    assert not Notice.objects.exists()
    page.refresh_from_db()
    assert page.owner is None


def test_a_page_of_no_organisation_stops_no_mail(desk):
    author = desk.people["author"]
    notify([author], Notice.Kind.SENT_BACK, page=organisation(OWN).page.get_parent())
    leaves(author, "left")
    assert told_of_it(1) == []
    assert not Notice.objects.exists()
