"""The gate: a draft with open findings goes back; solved or signed, it goes on."""

import pytest
from django.apps import apps
from django.db import connection, models
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from cms.models import CollectionPage, PrivacyCheckTask, PrivacyFinding
from tests.cms.editor_form import decide
from tests.cms.moderation.conftest import OWN
from tests.cms.moderation.test_chain import step
from tests.cms.privacy_gate.conftest import BSN, NAME, PHONE, REASON
from tests.factories import go_live, organisation, signed_in

pytestmark = pytest.mark.django_db

BACK, ON = WorkflowState.STATUS_NEEDS_CHANGES, WorkflowState.STATUS_IN_PROGRESS


def remark(state):
    return state.current_task_state.comment


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"summary": f"Bel {PHONE} voor hulp."}, "Samenvatting: telefoonnummer"),
        ({"problem": f"<p>Zijn BSN is {BSN}.</p>"}, "Wat er gebeurde: burgerservicenummer"),
        ({"anonymisation_note": f"Weggelaten: {NAME}."}, "Wat er is aangepast: naam"),
        ({"seo_title": f"Bel {PHONE}"}, "telefoonnummer"),
        ({"image_caption": f"Op de foto: {NAME}."}, "Bijschrift: naam"),
        (
            {"tips": '<p><a href="https://www.linkedin.com/in/jan-de-vries-1">Hij</a></p>'},
            "Tips: account op sociale media",
        ),
    ],
)
def test_what_is_found_sends_it_back_and_says_where_but_not_what(gate, fields, says):
    page = gate.desk.draft(**fields)
    state = gate.hand_in(page)
    assert state.status == BACK
    assert says in remark(state)
    for value in (BSN, PHONE, "Vries", "jan-de"):
        assert value not in remark(state)


def test_solved_it_passes_and_is_kept_as_solved_by_name(gate):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.hand_in(page)
    gate.save(page, summary="Bel het meldpunt voor hulp.")
    state = gate.hand_in(page)
    assert (state.status, step(state)) == (ON, "OrganisationReviewTask")
    finding = PrivacyFinding.objects.get(page=page)
    assert (finding.state, finding.decided_by.username) == ("solved", "auteur")
    assert finding.decided_at is not None


def test_signed_it_passes_and_who_when_and_why_are_kept(gate):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.hand_in(page)
    assert gate.sign(page).status_code == 302
    assert gate.hand_in(page).status == ON
    finding = PrivacyFinding.objects.get(page=page)
    assert (finding.state, finding.decided_by.username) == ("signed", "auteur")
    assert finding.reason == REASON
    entry = PageLogEntry.objects.get(action="cms.privacy_sign", page=page.pk)
    assert entry.user.username == "auteur"
    assert entry.data == {"path": "summary", "kind": "phone", "reason": REASON}
    text = gate.look(page).text
    assert REASON in text
    assert "Ondertekend door auteur" in text


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"summary": f"Bel gerust {PHONE} voor hulp."}, BACK), ({"title": "Anders"}, ON)],
)
def test_an_edit_of_that_text_asks_again_and_of_another_does_not(gate, changed, status):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.sign(page)
    gate.save(page, **changed)
    assert gate.hand_in(page).status == status
    assert [state for *_, state in gate.states(page)] == ["open" if status == BACK else "signed"]


def test_what_a_reviewer_adds_is_checked_before_it_goes_live(gate):
    page = gate.desk.draft()
    state = gate.hand_in(page)
    gate.save(page, who="editor", summary=f"Bel {PHONE} voor hulp.")
    decide(gate.desk.people["second editor"], state, "approve")
    state.refresh_from_db()
    page.refresh_from_db()
    assert (state.status, page.live) == (BACK, False)
    assert "telefoonnummer" in remark(state)


def test_a_finding_that_comes_back_is_a_new_one(gate):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.sign(page)
    gate.save(page, summary="Bel niet.")
    gate.look(page)
    gate.save(page, summary=f"Bel {PHONE} voor hulp.")
    fix = "Een telefoonnummer staat alleen in een contact: haal het hier weg en kies een contact."
    assert fix in gate.look(page).text
    assert [state for *_, state in gate.states(page)] == ["solved", "open"]


@pytest.mark.parametrize("without", ["Bel niet.", f"Bel gerust {PHONE} voor hulp."])
def test_what_readers_see_stays_signed_until_the_draft_without_it_is_live(gate, without):
    page = gate.desk.draft(summary=f"Bel {PHONE} voor hulp.")
    gate.sign(page)
    go_live(page)
    signed = gate.finding(page)
    gate.save(page, summary=without)
    gate.look(page)
    assert gate.finding(page) == signed
    gate.save(page, summary=f"Bel {PHONE} voor hulp.")
    assert REASON in gate.look(page).text
    assert gate.finding(page) == signed
    gate.save(page, summary=without)
    gate.look(page)
    page.refresh_from_db()
    go_live(page.get_latest_revision_as_object())
    gate.save(page, summary=f"Bel {PHONE} voor hulp.")
    gate.look(page)
    assert gate.finding(page)[1:] == ("solved", "")
    assert gate.states(page)[-1][2] == "open"


def test_a_superuser_signs_before_publishing_without_review(gate):
    page = gate.desk.draft("superuser", summary=f"Bel {PHONE} voor hulp.")
    browser = signed_in(gate.desk.people["superuser"])
    address = f"/beheer/zonder-controle/{page.pk}/"
    reason = {"reason": "De burgemeester wordt nu bedreigd; dit kan niet wachten."}
    reason["version"] = browser.get(address).context["version"]
    response = browser.post(address, reason)
    assert "Samenvatting: telefoonnummer" in response.text
    assert gate.address(page) in response.text
    gate.sign(page, who="superuser")
    assert browser.post(address, reason).status_code == 302
    page.refresh_from_db()
    assert page.live


def test_the_value_is_kept_nowhere(gate):
    page = gate.desk.draft(summary=f"BSN {BSN}, {NAME}, {PHONE}.")
    gate.hand_in(page)
    for _each in range(3):
        gate.sign(page)
    gate.save(page, summary="Alles is eruit.")
    gate.look(page)
    assert len(gate.states(page)) == 3
    texts = [TaskState, PageLogEntry, PrivacyFinding]
    for model in texts:
        for row in model.objects.values_list():
            for value in (BSN, PHONE, "Vries", "12345678"):
                assert value not in str(row)


def test_only_drafts_hold_the_text(gate):
    """Of all our own tables; the item as it was first saved and its versions are the draft."""
    page = gate.desk.draft()
    gate.save(page, summary=f"BSN {BSN}.")
    gate.hand_in(page)
    gate.sign(page)
    gate.look(page)
    found = set()
    for model in apps.get_models():
        columns = [
            field.column
            for field in model._meta.local_concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for column in columns:
            with connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT 1 FROM "{model._meta.db_table}" '  # noqa: S608 - names of our models
                    f'WHERE CAST("{column}" AS TEXT) LIKE %s',
                    [f"%{BSN}%"],
                )
                if cursor.fetchone():
                    found.add(model._meta.label)
    assert found <= {"cms.KnowledgePage", "wagtailcore.Revision"}


def test_what_changed_after_an_editor_sent_it_back_is_checked_before_anybody_reads_it(gate):
    page = gate.desk.draft()
    state = gate.hand_in(page)
    decide(gate.desk.people["editor"], state, "reject", comment="Te kort.")
    gate.save(page, summary=f"Bel {PHONE} voor hulp.")
    state = gate.hand_in(page)
    assert (state.status, step(state)) == (BACK, "PrivacyCheckTask")


def test_a_superuser_turns_no_check_off_and_without_it_nothing_is_handed_in_or_approved(gate):
    page, check = gate.desk.draft(), PrivacyCheckTask.objects.get()
    state = gate.hand_in(page)
    address = f"/beheer/workflows/tasks/disable/{check.pk}/"
    answer = signed_in(gate.desk.people["superuser"]).post(address, follow=True)
    assert "De privacycheck blijft aan" in answer.text
    check.refresh_from_db()
    assert check.active
    state.workflow.workflow_tasks.filter(task=check).delete()  # by the form of the workflow
    gate.save(page, "author", summary=f"Bel {PHONE} voor hulp.")
    decide(gate.desk.people["editor"], state, "approve")
    page.refresh_from_db()
    assert not page.live
    assert not gate.desk.draft().has_workflow


def test_a_dossier_goes_the_same_way(gate):
    writer = gate.desk.people["editor"]
    page = CollectionPage(title="Dossier", slug="dossier", intro=f"Bel {PHONE}.", live=False)
    organisation(OWN).page.add_child(instance=page)
    page.save_revision(user=writer)
    state = page.get_workflow().start(page, writer)
    assert (state.status, "telefoonnummer" in remark(state)) == (BACK, True)
    assert gate.sign(page, "editor").status_code == 302
    state.refresh_from_db()
    state.resume(writer)
    decide(gate.desk.people["second editor"], state, "approve")
    page.refresh_from_db()
    assert page.live
