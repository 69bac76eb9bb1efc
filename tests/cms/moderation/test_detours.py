"""No way past the review: other buttons, bulk, schedule, copies, aliases, moves, old versions."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from cms.models import Approval, CaseStudyPage, KnowledgePage
from cms.moderation.approvals import NotApprovedError
from cms.moderation.read_version import version_of
from cms.moderation.writers import writers_of
from tests.cms.editor_form import approve_everything, decide, edit_address, form_at, hand_in
from tests.cms.moderation.conftest import OWN
from tests.cms.moderation.test_remarks import remark, send
from tests.factories import go_live, organisation, signed_in

pytestmark = pytest.mark.django_db

WRITERS = ("author", "editor", "superuser")
REASON = "De burgemeester wordt nu bedreigd; dit kan niet wachten."


def published(page):
    return KnowledgePage.objects.filter(pk=page.pk, live=True).exists()


@pytest.mark.parametrize("writer", WRITERS)
class TestOwnDraft:
    def test_the_form_does_not_publish(self, desk, writer):
        page = desk.draft(writer)
        browser = signed_in(desk.people[writer])
        form = form_at(browser, edit_address(page))
        browser.post(edit_address(page), {**form, "action-publish": "yes"})
        assert not published(page)

    @pytest.mark.parametrize("below", [False, True])
    def test_nor_does_a_bulk_action(self, desk, writer, below):
        page = desk.draft(writer)
        chosen = page.get_parent().pk if below else page.pk
        address = f"/beheer/bulk/wagtailcore/page/publish/?next=/beheer/&id={chosen}"
        signed_in(desk.people[writer]).post(address, {"include_descendants": "on"} if below else {})
        assert not published(page)

    def test_nor_does_the_schedule(self, desk, writer, time_machine):
        page = desk.draft(writer)
        browser = signed_in(desk.people[writer])
        later = timezone.now() + datetime.timedelta(days=1)
        form = form_at(browser, edit_address(page))
        form["go_live_at"] = later.strftime("%Y-%m-%d %H:%M")
        browser.post(edit_address(page), {**form, "action-publish": "yes"})
        Revision.objects.filter(object_id=str(page.pk)).update(approved_go_live_at=later)
        time_machine.move_to(later + datetime.timedelta(days=1))
        call_command("publish_scheduled")
        assert not published(page)

    def test_nor_does_a_copy(self, desk, writer):
        page = desk.draft(writer)
        form = {"new_title": "Kopie", "new_slug": "kopie", "publish_copies": "on"}
        form["new_parent_page"] = page.get_parent().pk
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        signed_in(desk.people[writer]).post(address, form)
        assert not KnowledgePage.objects.filter(slug="kopie", live=True).exists()

    def test_nor_does_an_alias_of_it(self, desk, writer):
        page = desk.draft(writer)
        form = {"new_title": "Spiegel", "new_slug": "spiegel", "alias": "on"}
        form |= {"new_parent_page": page.get_parent().pk, "publish_copies": "on"}
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        signed_in(desk.people[writer]).post(address, form)
        assert not KnowledgePage.objects.filter(slug="spiegel", live=True).exists()

    def test_nor_does_moving_it_to_where_one_is_an_editor_too(self, desk, writer):
        page = desk.draft(writer)
        desk.people[writer].groups.add(organisation("vng").editors)
        desk.people[writer].groups.add(organisation(OWN).editors)
        browser = signed_in(desk.people[writer])
        there = organisation("vng").page.pk
        browser.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, there]))
        page = CaseStudyPage.objects.get(pk=page.pk)
        assert page.organisation.slug == "vng"
        hand_in(browser, edit_address(page), form_at(browser, edit_address(page)))
        decide(desk.people[writer], page.current_workflow_state, "approve")
        assert not published(page)


def test_who_copies_a_draft_did_not_write_it(desk):
    page = desk.draft("author")
    page.copy(user=desk.people["editor"], update_attrs={"slug": "kopie", "title": "Kopie"})
    copy = CaseStudyPage.objects.get(slug="kopie")
    both = desk.people["author"]
    both.groups.add(organisation(OWN).editors)
    state = copy.get_workflow().start(copy, desk.people["editor"])
    decide(both, state, "approve")
    decide(desk.people["editor"], state, "approve")
    assert not published(copy)
    decide(desk.people["second editor"], state, "approve")
    assert published(copy)


def test_an_alias_shows_what_was_approved_and_no_more(desk, client):
    page = desk.draft()
    go_live(page)
    alias = page.create_alias(parent=organisation("ccv").page, update_slug="spiegel")
    page = CaseStudyPage.objects.get(pk=page.pk)
    page.title = "Niet gelezen"
    page.save_revision(user=desk.people["author"])
    text = client.get(CaseStudyPage.objects.get(pk=alias.pk).url).content.decode()
    assert "Niet gelezen" not in text


def test_an_old_version_is_read_again_before_it_returns(desk):
    page = desk.draft("editor", title="Eerste")
    first = page.latest_revision
    desk.hand_in(page, by="editor")
    approve_everything()
    page = CaseStudyPage.objects.get(pk=page.pk)
    page.title = "Tweede"
    page.save_revision(user=desk.people["editor"])
    browser = signed_in(desk.people["editor"])
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    form = form_at(browser, address)
    browser.post(edit_address(page), {**form, "action-publish": "yes"})
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.live_revision_id == first.pk


def test_who_writes_on_while_an_older_version_goes_live_may_keep_it(desk, time_machine):
    later = timezone.now() + datetime.timedelta(days=1)
    page = desk.draft(title="Eerste", go_live_at=later)
    decide(desk.people["editor"], desk.hand_in(page), "approve")
    page.go_live_at = None
    page.title = "Tweede"
    page.save_revision(user=desk.people["author"])
    time_machine.move_to(later + datetime.timedelta(hours=1))
    call_command("publish_scheduled")
    draft = CaseStudyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title = "Derde"
    draft.save_revision(user=desk.people["author"])
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert (page.title, page.draft_title) == ("Eerste", "Derde")


def test_a_version_that_changed_after_its_approval_is_not_approved(desk):
    page = desk.draft()
    revision = page.latest_revision
    Approval.objects.give(revision, by=desk.people["editor"])
    revision.content = {**revision.content, "title": "Nog gauw iets anders"}
    revision.save()
    with pytest.raises(NotApprovedError):
        revision.publish()
    assert not published(page)


@pytest.mark.parametrize("is_new", [False, True])
def test_no_code_path_makes_an_item_live_unapproved(desk, is_new):
    page = desk.draft()
    if is_new:
        page = CaseStudyPage(title="Los", slug="los", live=True)
    with pytest.raises(NotApprovedError):
        if is_new:
            organisation(OWN).page.add_child(instance=page)
        else:
            page.live = True
            page.save()
    assert not Page.objects.filter(slug="los").exists()


class TestWithoutReview:
    """A superuser may publish without review; the reason stands in the log."""

    def address(self, page):
        return reverse("cms_publish_with_reason", args=[page.pk])

    def form(self, page, reason=REASON):
        latest = KnowledgePage.objects.get(pk=page.pk).latest_revision
        return {"reason": reason, "version": version_of(latest)}

    def test_with_a_reason(self, desk):
        page = desk.draft("superuser")
        browser = signed_in(desk.people["superuser"])
        assert self.address(page) in browser.get(edit_address(page)).content.decode()
        assert browser.post(self.address(page), self.form(page)).status_code == 302
        assert published(page)
        entry = PageLogEntry.objects.get(action="cms.publish_without_review")
        assert (entry.user, entry.data["reason"]) == (desk.people["superuser"], REASON)
        history = browser.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
        assert "Zonder controle gepubliceerd" in history.content.decode()

    # Nothing, too little, and personal data, which the log would keep for ever.
    @pytest.mark.parametrize("reason", ["", "spoed", " " * 40, f"{REASON} Bel 06-12345678."])
    def test_not_without(self, desk, reason):
        page = desk.draft("superuser")
        browser = signed_in(desk.people["superuser"])
        response = browser.post(self.address(page), self.form(page, reason))
        assert response.context["form"].errors["reason"]
        assert not published(page)

    def test_not_what_was_saved_after_the_form_was_opened(self, desk):
        page = desk.draft()
        browser = signed_in(desk.people["superuser"])
        opened = browser.get(self.address(page)).context["version"]
        page.save_revision(user=desk.people["author"])
        sent = {"reason": REASON, "version": opened}
        response = browser.post(self.address(page), sent)
        assert "andere versie" in response.content.decode()
        assert not published(page)
        sent["version"] = response.context["version"]
        assert browser.post(self.address(page), sent).status_code == 302
        assert published(page)

    def test_not_what_may_not_be_published(self, desk):
        page = desk.draft("superuser", topics=[])
        browser = signed_in(desk.people["superuser"])
        response = browser.post(self.address(page), self.form(page))
        assert "Kies er ten minste" in response.content.decode()
        assert not published(page)

    @pytest.mark.parametrize("who", ["author", "editor", "editor of the VNG", "portal manager"])
    def test_nobody_else(self, desk, who):
        page = desk.draft()
        browser = signed_in(desk.people[who])
        assert browser.post(self.address(page), self.form(page)).status_code == 404
        assert not published(page)


def test_an_untouched_form_with_the_approval_publishes(desk):
    page = desk.draft()
    writer, browser = signed_in(desk.people["author"]), signed_in(desk.people["editor"])
    hand_in(writer, edit_address(page), form_at(writer, edit_address(page)))
    versions = page.revisions.count()
    sent = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    browser.post(edit_address(page), {**form_at(browser, edit_address(page)), **sent})
    assert published(page)
    assert page.revisions.count() == versions


def test_a_change_in_the_form_with_the_approval_is_refused_and_kept(desk):
    page = desk.draft()
    desk.hand_in(page)
    browser = signed_in(desk.people["editor"])
    form = form_at(browser, edit_address(page))
    form["title"] = "Door de redacteur"
    sent = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    data = {**form, **sent, "workflow-action-extra-data": json.dumps({"comment": ""})}
    response = browser.post(edit_address(page), data)
    text = response.content.decode()
    assert "Niemand keurt een eigen wijziging goed" in text
    assert "Door de redacteur" in text
    assert not published(page)


def test_nobody_writes_over_what_somebody_else_approved(desk):
    """The live version replaced in place, and then a remark handed in, which is no version."""
    page = desk.draft("author and editor")
    decide(desk.people["editor"], desk.hand_in(page, by="author and editor"), "approve")
    page.refresh_from_db()
    browser = signed_in(desk.people["author and editor"])
    form = form_at(browser, edit_address(page))
    form["summary"] = "Nooit door iemand anders gelezen."
    form["overwrite_revision_id"] = str(page.live_revision_id)
    send(browser, page, form)
    assert page.revisions.count() == 2
    send(browser, page, remark(form_at(browser, edit_address(page))), {"action-submit": "true"})
    state = page.workflow_states.order_by("-pk").first()
    decide(desk.people["author and editor"], state, "approve")
    page.refresh_from_db()
    assert page.summary != form["summary"]
    approval = Approval.objects.get(revision=page.live_revision)
    assert approval.approved_by == desk.people["editor"]


def test_a_version_that_changed_after_its_approval_has_a_writer(desk):
    page = desk.draft("author and editor")
    decide(desk.people["editor"], desk.hand_in(page, by="author and editor"), "approve")
    page.refresh_from_db()
    assert writers_of(page) == set()
    Revision.objects.filter(pk=page.live_revision_id).update(created_at=timezone.now())
    assert writers_of(page) == {desk.people["author and editor"].pk}


def test_old_versions_that_go_take_no_writer_along(desk):
    page = desk.draft("editor")
    page.save_revision(user=desk.people["second author"])
    state = desk.hand_in(page, "second author")
    call_command("purge_revisions")
    decide(desk.people["editor"], state, "approve")
    assert not published(page)
    decide(desk.people["second editor"], state, "approve")
    assert published(page)
    call_command("purge_revisions")
    assert page.revisions.count() == 1
