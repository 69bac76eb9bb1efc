"""From draft to published: who reviews what, and that nobody approves their own change."""

import datetime
import json
from functools import partial

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from cms.models import CaseStudyPage, LessonPage, PlaybookPage, PortalSettings
from tests.cms.editor_form import decide, edit_address, form_at
from tests.factories import go_live, make_draft, signed_in

pytestmark = pytest.mark.django_db

EVERYBODY = (
    *("author", "second author", "author and editor", "editor", "second editor"),
    *("editor elsewhere", "editor of the VNG", "member", "portal manager", "superuser"),
)


def is_live(page):
    page.refresh_from_db()
    return page.live


def step(state):
    state.refresh_from_db()
    return type(state.current_task_state.task.specific).__name__


@pytest.mark.parametrize("writer", ["author", "author and editor", "editor", "superuser"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_approves_their_own_change(desk, writer, who):
    page = desk.draft(writer)
    state = desk.hand_in(page, by=writer)
    assert step(state) == "OrganisationReviewTask"
    decide(desk.people[who], state, "approve")
    reviewers = {"author and editor", "editor", "second editor", "superuser"}
    assert is_live(page) is (who in reviewers - {writer})


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_changed_the_draft_wrote_it_too(desk, who):
    page = desk.draft("author")
    page.title = "Verbeterd"
    page.save_revision(user=desk.people["editor"])
    state = desk.hand_in(page)
    decide(desk.people[who], state, "approve")
    assert is_live(page) is (who in {"author and editor", "second editor", "superuser"})


def test_a_reviewer_who_changes_it_leaves_the_approval_to_another(desk):
    page = desk.draft()
    state = desk.hand_in(page)
    page.title = "Verbeterd"
    page.save_revision(user=desk.people["editor"])
    decide(desk.people["editor"], state, "approve")
    assert not is_live(page)
    decide(desk.people["second editor"], state, "approve")
    assert is_live(page)
    assert page.title == "Verbeterd"


def test_the_vng_stands_in_where_no_other_editor_is_free(desk):
    page = desk.draft("editor")
    for name in ("second editor", "author and editor"):
        page.save_revision(user=desk.people[name])
    state = desk.hand_in(page, by="editor")
    decide(desk.people["editor elsewhere"], state, "approve")
    assert not is_live(page)
    decide(desk.people["editor of the VNG"], state, "approve")
    assert is_live(page)


class TestVng:
    def test_reads_what_the_settings_ask_for(self, desk):
        page = desk.draft(kind=PlaybookPage)
        state = desk.hand_in(page)
        decide(desk.people["editor"], state, "approve")
        assert step(state) == "VngReviewTask"
        assert not is_live(page)
        decide(desk.people["second editor"], state, "approve")
        assert not is_live(page)
        decide(desk.people["editor of the VNG"], state, "approve")
        assert is_live(page)

    def test_settings_go_by_kind_and_by_label(self, desk):
        settings = PortalSettings.load()
        settings.vng_reviews_kinds, settings.vng_reviews_labels = [], ["amber"]
        settings.save()
        playbook, amber = desk.draft(kind=PlaybookPage), desk.draft(label="amber")
        for page in (playbook, amber):
            decide(desk.people["editor"], desk.hand_in(page), "approve")
        assert (is_live(playbook), is_live(amber)) == (True, False)

    def test_reads_its_own_items_once(self, desk):
        page = make_draft(PlaybookPage, under="vng")
        page.save_revision(user=desk.people["editor of the VNG"])
        state = desk.hand_in(page, by="editor of the VNG")
        decide(desk.people["superuser"], state, "approve")
        assert is_live(page)

    def test_a_change_at_the_last_step_goes_through_the_first_again(self, desk):
        page = desk.draft(kind=PlaybookPage)
        state = desk.hand_in(page)
        decide(desk.people["editor"], state, "approve")
        page.title = "Van de VNG"
        page.save_revision(user=desk.people["editor of the VNG"])
        decide(desk.people["superuser"], state, "approve")
        assert not is_live(page)
        assert step(state) == "OrganisationReviewTask"
        decide(desk.people["editor"], state, "approve")
        assert is_live(page)


class TestOnlyWhatWasRead:
    """An approval is of the version that was read: text saved meanwhile is approved by nobody."""

    def saves(self, desk, page, name="second author", **more):
        page.title = "Niemand las dit"
        return page.save_revision(user=desk.people[name], **more)

    def approve_in_editor(self, desk, page, meanwhile, **more):
        browser = signed_in(desk.people["editor"])
        form = form_at(browser, edit_address(page))
        meanwhile()
        approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        return browser.post(edit_address(page), {**form, **approval, **more}, follow=True)

    @pytest.mark.parametrize("who", ["editor", "superuser"])
    def test_not_what_was_saved_after_it_was_read(self, desk, who):
        page = desk.draft()
        state = desk.hand_in(page)
        read = page.get_latest_revision()
        self.saves(desk, page)
        decide(desk.people[who], state, "approve", read=read)
        assert not is_live(page)
        decide(desk.people[who], state, "approve")
        assert is_live(page)

    def test_not_what_was_written_over_the_same_number(self, desk):
        page = desk.draft()
        state = desk.hand_in(page)
        read = Revision.objects.get(pk=page.latest_revision_id)
        again = self.saves(desk, page, "author", overwrite_revision=page.get_latest_revision())
        assert again.pk == read.pk
        decide(desk.people["editor"], state, "approve", read=read)
        assert not is_live(page)

    def test_the_editor_says_who_saved_it_and_shows_what_changed(self, desk):
        page = desk.draft()
        desk.hand_in(page)
        read = page.get_latest_revision()
        answer = self.approve_in_editor(desk, page, lambda: self.saves(desk, page))
        assert not is_live(page)
        (message,) = answer.context["messages"]
        assert "auteur-2" in str(message)
        latest = page.get_latest_revision()
        compared = f"/beheer/pages/{page.pk}/revisions/compare/{read.pk}...{latest.pk}/"
        assert compared in str(message)
        browser = signed_in(desk.people["editor"])
        assert "Niemand las dit" in browser.get(compared).content.decode()

    def test_who_changed_it_hears_that_somebody_else_must_approve(self, desk):
        page = desk.draft()
        desk.hand_in(page)
        answer = self.approve_in_editor(desk, page, lambda: self.saves(desk, page, "editor"))
        (message,) = answer.context["messages"]
        assert "Niemand keurt een eigen wijziging goed" in str(message)
        assert not is_live(page)

    def test_what_somebody_else_approved_already_gets_no_new_version(self, desk):
        page = desk.draft()
        state = desk.hand_in(page)
        other = desk.people["second editor"]
        answer = self.approve_in_editor(desk, page, lambda: decide(other, state, "approve"))
        assert "wacht niet meer" in str(answer.context["messages"]._loaded_data[0])
        assert is_live(page)
        assert page.revisions.count() == 1

    def test_a_remark_that_counts_for_nothing_comes_back(self, desk):
        page = desk.draft()
        desk.hand_in(page)
        extra = {"workflow-action-extra-data": json.dumps({"comment": "Mooi gedaan."})}
        saves = partial(self.saves, desk, page)
        answer = self.approve_in_editor(desk, page, saves, **extra)
        assert "Mooi gedaan." in str(answer.context["messages"]._loaded_data[0])

    def test_the_editor_approves_what_nobody_touched(self, desk):
        page = desk.draft()
        desk.hand_in(page)
        self.approve_in_editor(desk, page, lambda: None)
        assert is_live(page)

    @pytest.mark.parametrize(
        "extra",
        [
            *("{", "[]", '{"comment": [1]}', '{"user": 1, "update": 0}'),
            *("[" * 100_000, '{"comment": "a\\u0000b"}', '{"comment": "\\ud800"}'),
        ],
        ids=str.__len__,
    )
    def test_what_no_button_sends_harms_nothing(self, desk, extra):
        page = desk.draft()
        desk.hand_in(page)
        browser = signed_in(desk.people["editor"])
        approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        form = form_at(browser, edit_address(page))
        sent = {**form, **approval, "workflow-action-extra-data": extra}
        assert browser.post(edit_address(page), sent).status_code == 302
        assert is_live(page)


class TestMeanwhile:
    def test_a_live_page_stays_as_it_is_while_the_next_version_is_read(self, desk, client):
        page = desk.draft()
        go_live(page)
        page.title = "De volgende versie"
        page.save_revision(user=desk.people["author"])
        state = desk.hand_in(page)
        assert "De volgende versie" not in client.get(page.url).content.decode()
        assert client.get("/zoeken/?q=volgende+versie").context["results"].total == 0
        decide(desk.people["editor"], state, "approve")
        page = CaseStudyPage.objects.get(pk=page.pk)
        assert "De volgende versie" in client.get(page.url).content.decode()

    def test_sent_back_with_remarks_changed_and_handed_in_again(self, desk):
        page = desk.draft()
        state = desk.hand_in(page)
        decide(desk.people["editor"], state, "reject", comment="Noem de rol, niet de naam.")
        state.refresh_from_db()
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
        assert state.current_task_state.comment == "Noem de rol, niet de naam."
        page.title = "Zonder naam"
        page.save_revision(user=desk.people["author"])
        state.resume(desk.people["author"])
        decide(desk.people["editor"], state, "approve")
        assert is_live(page)

    def test_a_date_in_the_schedule_waits_for_that_day(self, desk, time_machine):
        later = timezone.now() + datetime.timedelta(days=2)
        page = desk.draft(go_live_at=later)
        decide(desk.people["editor"], desk.hand_in(page), "approve")
        call_command("publish_scheduled")
        assert not is_live(page)
        time_machine.move_to(later + datetime.timedelta(hours=1))
        call_command("publish_scheduled")
        assert is_live(page)

    def test_what_became_unpublishable_is_not_approved(self, desk):
        page = desk.draft(kind=LessonPage)
        state = desk.hand_in(page)
        page.phases.clear()
        page.save_revision(user=desk.people["second author"])
        decide(desk.people["editor"], state, "approve")
        assert not is_live(page)

    def test_every_decision_stands_in_the_log(self, desk):
        page = desk.draft()
        state = desk.hand_in(page)
        decide(desk.people["editor"], state, "reject", comment="Te lang.")
        page.save_revision(user=desk.people["author"])
        state.refresh_from_db()
        state.resume(desk.people["author"])
        decide(desk.people["second editor"], state, "approve")
        rows = PageLogEntry.objects.filter(page=page.pk, action__contains="workflow")
        found = [(row.action, row.user and row.user.username) for row in rows.order_by("pk")]
        assert ("wagtail.workflow.start", "auteur") in found
        assert ("wagtail.workflow.reject", "redacteur") in found
        assert found[-1] == ("wagtail.workflow.approve", "redacteur-2")
        assert rows.get(action="wagtail.workflow.reject").data["comment"] == "Te lang."


def test_what_waits_for_whom(desk):
    page = desk.draft("editor")
    desk.hand_in(page, by="editor")
    waits = {
        name: TaskState.objects.reviewable_by(person).exists()
        for name, person in desk.people.items()
    }
    assert {name for name, found in waits.items() if found} == {
        *("author and editor", "second editor", "superuser")
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [("editor of the VNG", 200), ("editor", 200), ("editor elsewhere", 404), ("author", 200)],
)
def test_the_vng_sees_the_whole_chain_and_others_their_own(desk, who, status):
    page = desk.draft()
    desk.hand_in(page)
    address = f"/beheer/pages/{page.pk}/history/"
    assert signed_in(desk.people[who]).get(address).status_code == status
