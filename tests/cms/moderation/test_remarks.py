"""Remarks per field: left, answered and closed; for who may see the draft, and no change of it."""

import json

import pytest
from django.http import QueryDict
from wagtail.models import Comment, PageLogEntry

from cms.models import CaseStudyPage, CollectionEntry, CollectionPage, PlaybookPage
from tests.cms.editor_form import TEXTS, decide, edit_address, fill_in, form_at, hand_in
from tests.cms.moderation.conftest import OWN
from tests.factories import make_item, organisation, signed_in

pytestmark = pytest.mark.django_db

REMARK = "Noem de rol, niet de naam."


def remark(form, text=REMARK, field="summary"):
    """A form with a remark at this field, as the scripts of the editor add it."""
    form = form.copy()
    form.update({"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "0"})
    form.update({"comments-0-replies-TOTAL_FORMS": "0", "comments-0-replies-INITIAL_FORMS": "0"})
    values = {"text": text, "contentpath": field, "position": "", "id": "", "resolved": ""}
    form.update({f"comments-0-{name}": value for name, value in values.items()})
    return form


def with_remarks(browser, page):
    """The form as the scripts of the editor send it: with the remarks that are open."""
    form = form_at(browser, edit_address(page))
    open_remarks = list(page.wagtail_admin_comments.filter(resolved_at=None).order_by("pk"))
    form["comments-TOTAL_FORMS"] = form["comments-INITIAL_FORMS"] = len(open_remarks)
    for number, each in enumerate(open_remarks):
        name = f"comments-{number}"
        values = {"text": each.text, "contentpath": each.contentpath, "position": "", "id": each.pk}
        form.update({f"{name}-{key}": value for key, value in values.items()})
        form.update({f"{name}-replies-TOTAL_FORMS": 0, f"{name}-replies-INITIAL_FORMS": 0})
    return form


def decision(action, text=""):
    extra = json.dumps({"comment": text})
    return {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": extra,
    }


def send(browser, page, form, extra=None):
    data = QueryDict(mutable=True)
    data.update(form)
    data.update(extra or {})
    return browser.post(edit_address(page), data)


def test_who_leaves_a_remark_did_not_write_the_draft(desk):
    page = desk.draft()
    state = desk.hand_in(page)
    versions = page.revisions.count()
    browser = signed_in(desk.people["editor"])
    assert send(browser, page, remark(form_at(browser, edit_address(page)))).status_code == 302
    assert Comment.objects.get().text == REMARK
    assert page.revisions.count() == versions
    assert PageLogEntry.objects.filter(action="wagtail.comments.create").count() == 1
    decide(desk.people["editor"], state, "approve")
    page.refresh_from_db()
    assert page.live


def test_who_saves_what_they_did_not_change_did_not_write_the_draft(desk):
    """A button pressed to be sure, or an autosave that comes in after the draft was sent back."""
    page = desk.draft()
    browser = signed_in(desk.people["author"])
    form = fill_in(form_at(browser, edit_address(page)), **TEXTS[CaseStudyPage])
    form["title"] = "Zoals het formulier het bewaart"
    hand_in(browser, edit_address(page), form)
    versions = page.revisions.count()
    browser = signed_in(desk.people["editor"])
    send(browser, page, remark(form_at(browser, edit_address(page))))
    send(browser, page, with_remarks(browser, page))
    form = with_remarks(browser, page)
    assert send(browser, page, form, decision("reject", "Bijna.")).status_code == 302
    assert browser.post(edit_address(page), form, HTTP_ACCEPT="application/json").json()["success"]
    assert page.revisions.count() == versions
    state = page.current_workflow_state
    state.resume(desk.people["author"])
    decide(desk.people["editor"], state, "approve")
    page.refresh_from_db()
    assert page.live


def test_text_changed_beside_a_remark_is_a_change_all_the_same(desk):
    page = desk.draft()
    state = desk.hand_in(page)
    browser = signed_in(desk.people["editor"])
    form = remark(form_at(browser, edit_address(page)))
    form["summary"] = "Door de redacteur herschreven."
    send(browser, page, form)
    assert page.revisions.order_by("pk").last().user == desk.people["editor"]
    decide(desk.people["editor"], state, "approve")
    page.refresh_from_db()
    assert not page.live


def test_text_changed_after_an_autosaved_remark_is_a_version_of_who_changed_it(desk):
    page = desk.draft()
    desk.hand_in(page)
    browser = signed_in(desk.people["editor"])
    form = remark(form_at(browser, edit_address(page)))
    ask = {"HTTP_ACCEPT": "application/json"}
    answer = browser.post(edit_address(page), form, **ask).json()
    assert answer["success"]
    form = with_remarks(browser, page)
    form["summary"], form["overwrite_revision_id"] = "Herschreven.", answer["revision_id"]
    assert browser.post(edit_address(page), form, **ask).json()["success"]
    first, second = page.revisions.order_by("pk")
    assert (first.user, second.user) == (desk.people["author"], desk.people["editor"])
    assert first.content["summary"] != second.content["summary"] == "Herschreven."


def test_a_remark_on_a_dossier_is_no_version_either(desk):
    dossier = CollectionPage(title="Dossier", slug="dossier", live=False)
    item = make_item(under=OWN).knowledgepage_ptr
    dossier.entries = [CollectionEntry(item=item, note="Lees dit.")]
    organisation(OWN).page.add_child(instance=dossier)
    dossier.save_revision(user=desk.people["author"])
    browser = signed_in(desk.people["editor"])
    form = remark(form_at(browser, edit_address(dossier)), field="intro")
    assert send(browser, dossier, form).status_code == 302
    assert Comment.objects.get().text == REMARK
    assert dossier.revisions.count() == 1
    form = with_remarks(browser, dossier)
    form["entries-0-note"] = "Lees dit eerst."
    assert send(browser, dossier, form).status_code == 302
    latest = dossier.revisions.order_by("pk").last()
    assert (dossier.revisions.count(), latest.user) == (2, desk.people["editor"])
    assert latest.content["entries"][0]["note"] == "Lees dit eerst."


def test_left_while_sending_back_answered_and_closed_by_the_author(desk):
    page = desk.draft()
    state = desk.hand_in(page)
    editor, author = signed_in(desk.people["editor"]), signed_in(desk.people["author"])
    send(editor, page, remark(form_at(editor, edit_address(page))), decision("reject", "Bijna."))
    state.refresh_from_db()
    assert state.status == "needs_changes"
    assert REMARK in author.get(edit_address(page)).content.decode()
    form = with_remarks(author, page)
    form["comments-0-replies-TOTAL_FORMS"] = 1
    form.update({"comments-0-replies-0-text": "Gedaan.", "comments-0-replies-0-id": ""})
    form["comments-0-resolved"] = "on"
    assert send(author, page, form).status_code == 302
    found = Comment.objects.get()
    assert found.replies.get().text == "Gedaan."
    assert found.resolved_by == desk.people["author"]


def test_the_vng_leaves_remarks_at_its_step_on_what_it_may_not_edit_otherwise(desk):
    page = desk.draft(kind=PlaybookPage)
    state = desk.hand_in(page)
    vng = signed_in(desk.people["editor of the VNG"])
    send(vng, page, remark(form_at(vng, edit_address(page))))
    assert not Comment.objects.exists()  # it looks at the steps of others
    decide(desk.people["editor"], state, "approve")
    send(vng, page, remark(form_at(vng, edit_address(page))), decision("approve"))
    page.refresh_from_db()
    assert (Comment.objects.count(), page.live) == (1, True)


def test_only_who_may_see_the_draft_sees_its_remarks(desk):
    page = desk.draft(title="Stuk")
    state = desk.hand_in(page)
    editor = signed_in(desk.people["editor"])
    send(editor, page, remark(form_at(editor, edit_address(page))), decision("reject", REMARK))
    state.refresh_from_db()
    addresses = ["/beheer/", f"/beheer/pages/{page.pk}/history/", edit_address(page)]
    addresses += ["/beheer/reports/site-history/", "/beheer/reports/besluiten/"]
    addresses += [f"/beheer/pages/{page.pk}/workflow_history/"]
    sees = {
        name
        for name, somebody in desk.people.items()
        for browser in [signed_in(somebody)]
        if any(REMARK in browser.get(address).content.decode() for address in addresses)
    }
    own = {"author", "author and editor", "editor", "second editor"}
    assert sees == own | {"editor of the VNG", "superuser"}
