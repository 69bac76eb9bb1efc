"""A dossier goes live as an item does: with the approval of somebody who did not write it."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.models import Approval, CollectionEntry, CollectionPage
from cms.moderation.approvals import NotApprovedError
from cms.moderation.read_version import version_of
from tests.cms.editor_form import approve_everything, edit_address, form_at, hand_in
from tests.factories import make_dossier, make_item, make_user, member_of, organisation, signed_in
from tests.factories import make_draft as make_item_draft

pytestmark = pytest.mark.django_db

OWN = "riec-limburg"
NEW = "Niemand las dit."


def make_draft() -> CollectionPage:
    dossier = CollectionPage(title="Dossier", slug="dossier", intro=NEW, live=False)
    organisation(OWN).page.add_child(instance=dossier)
    dossier.save_revision()
    return dossier


def is_read(dossier: CollectionPage) -> bool:
    answer = Client().get(f"/organisaties/{OWN}/{dossier.slug}/")
    return answer.status_code == 200 and NEW in answer.text


def test_its_writer_publishes_it_by_no_door() -> None:
    dossier = make_draft()
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    form = form_at(editor, edit_address(dossier))
    assert "action-publish" not in editor.get(edit_address(dossier)).text
    editor.post(edit_address(dossier), {**form, "action-publish": "yes"})
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{bulk}?id={dossier.pk}", {"id": dossier.pk})
    with pytest.raises(NotApprovedError):
        dossier.get_latest_revision().publish()
    dossier.live = True
    with pytest.raises(NotApprovedError):
        dossier.save()
    assert not is_read(dossier)


def test_what_is_live_stays_as_it_was_read_until_somebody_else_approves() -> None:
    dossier = make_dossier([CollectionEntry(item=make_item())], under=OWN, intro="Eerst.")
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    form = form_at(editor, edit_address(dossier))
    form["intro"] = NEW
    assert hand_in(editor, edit_address(dossier), form).status_code == 302
    assert not is_read(dossier)
    approve_everything()
    assert is_read(dossier)


def test_a_superuser_publishes_it_with_a_reason() -> None:
    dossier = make_draft()
    root = signed_in(make_user("root", is_superuser=True))
    address = reverse("cms_publish_with_reason", args=[dossier.pk])
    sent = {"version": version_of(dossier.get_latest_revision()), "reason": ""}
    root.post(address, sent)
    assert not is_read(dossier)
    root.post(address, {**sent, "reason": "De redactie is met vakantie tot maandag."})
    assert is_read(dossier)


def test_a_page_that_nobody_reviews_has_no_such_way() -> None:
    root = signed_in(make_user("root", is_superuser=True))
    address = reverse("cms_publish_with_reason", args=[Page.get_first_root_node().pk])
    assert root.get(address).status_code == 404


def test_one_on_the_schedule_that_nobody_approved_holds_nothing_else_up() -> None:
    dossier, waits = make_draft(), make_item_draft()
    past = timezone.now() - datetime.timedelta(minutes=5)
    dossier.save_revision(approved_go_live_at=past)
    Approval.objects.give(waits.save_revision(approved_go_live_at=past))
    told = StringIO()
    call_command("publish_scheduled", stderr=told)
    waits.refresh_from_db()
    assert waits.live
    assert not is_read(dossier)
    assert "nog door niemand goedgekeurd" in told.getvalue()


def test_a_reviewer_who_types_in_it_does_not_approve_and_keeps_the_remark() -> None:
    dossier = make_draft()
    state = dossier.get_workflow().start(dossier, make_user("iemand"))
    editor = signed_in(member_of("redacteur", OWN, "editors"))
    form = form_at(editor, edit_address(dossier))
    sent = {
        **form,
        "intro": "Anders.",
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps({"comment": "Mooi zo."}),
    }
    answer = editor.post(edit_address(dossier), sent)
    assert "Niemand keurt" in answer.text
    assert "Mooi zo." in answer.text
    assert dossier.revisions.count() == 1
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_it_stays_where_it_is_while_it_is_reviewed() -> None:
    dossier = make_draft()
    dossier.get_workflow().start(dossier, make_user("iemand"))
    assert not CollectionPage.objects.get(pk=dossier.pk).can_move_to(organisation("vng").page)
