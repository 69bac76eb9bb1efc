"""The form in five questions: to a draft at the right RIEC, and not before the address is shown."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from wagtail.models import Task, TaskState, Workflow, WorkflowTask

from cms.models import Contribution, LessonPage, PrivacyCheckTask
from cms.moderation.reviewers import waits_for
from cms.moderation.writers import writers_of
from tests.answers import form_errors, said
from tests.cms.contributions.sender import (
    EMAIL,
    FORM,
    answers,
    do,
    handed_in,
    last_link,
    municipality,
    send,
)
from tests.cms.editor_form import (
    TEXTS,
    decide,
    edit_address,
    errors_of,
    fill_in,
    form_at,
    hand_in,
)
from tests.factories import make_user, member_of, signed_in

pytestmark = pytest.mark.django_db


def test_nothing_becomes_a_draft_before_the_address_is_confirmed():
    answer = send()
    assert (answer.status_code, answer.url) == (302, f"{FORM}verstuurd/")
    assert "48 uur" in Client().get(answer.url).text
    assert not LessonPage.objects.exists()
    link = last_link()
    # Programs that look at mail open links: looking confirms nothing.
    assert "Bevestig" in Client().get(link).text
    assert not LessonPage.objects.exists()
    do(link, "confirm")
    do(link, "confirm")
    assert LessonPage.objects.count() == 1
    assert Contribution.objects.get().answers == {}


@pytest.mark.parametrize("region", ["oost-nederland", "limburg"])
def test_the_draft_stands_at_the_riec_of_the_municipality_past_the_privacy_check(region):
    contribution, _link = handed_in(municipality=municipality(region).pk)
    page = contribution.page
    assert contribution.organisation.riec_region.slug == region
    assert page.organisation == contribution.organisation
    assert page.get_parent().specific.organisation == contribution.organisation
    assert not page.live
    assert (page.expected, page.happened) == (answers()["planned"], answers()["happened"])
    assert (
        page.root_cause == "<p>Niemand hield de lijst bij.</p>\n\n<p>Het stond in geen agenda.</p>"
    )
    assert page.recommendation == "<p>Kijk de lijst elk kwartaal na.</p>"
    assert [role.slug for role in page.audience_roles.all()] == ["griffier"]
    first, second = TaskState.objects.order_by("pk")
    assert isinstance(first.task.specific, PrivacyCheckTask)
    assert first.status == TaskState.STATUS_APPROVED
    assert second.status == TaskState.STATUS_IN_PROGRESS


def test_personal_data_stops_it_at_the_privacy_check():
    contribution, _link = handed_in(happened="Burgemeester Jansen werd gebeld op 06-12345678.")
    assert TaskState.objects.get().status == TaskState.STATUS_REJECTED
    assert contribution.page.current_workflow_state.status == "needs_changes"
    assert contribution.page.privacy_findings.pending().count() >= 1


@pytest.mark.parametrize(
    "gone", ["all steps", "all reviews", "inactive steps", "inactive workflow"]
)
def test_where_nobody_would_review_it_it_is_kept_as_a_draft(gone):
    steps = WorkflowTask.objects.all()
    if gone == "all steps":
        steps.delete()
    elif gone == "all reviews":
        steps.filter(task__privacychecktask=None).delete()
    elif gone == "inactive steps":
        Task.objects.update(active=False)
    else:
        Workflow.objects.get(name="Redactie").deactivate()
    contribution, link = handed_in()
    page = contribution.page
    assert contribution.state == Contribution.State.OPEN
    assert page.get_parent().specific.organisation == contribution.organisation
    assert (page.live, page.current_workflow_state) == (False, None)
    assert "bij de redactie" in Client().get(link).text
    editor = signed_in(member_of("redacteur", page.organisation.slug, "editors"))
    form = form_at(editor, edit_address(page))
    assert 'name="action-submit"' not in editor.get(edit_address(page)).text
    form["title"] = "Een les"
    assert editor.post(edit_address(page), {**form, "action-submit": "yes"}).status_code == 302
    page.refresh_from_db()
    assert (page.live, page.draft_title) == (False, "Een les")


def test_nobody_wrote_it_so_an_editor_may_approve_what_is_complete():
    contribution, _link = handed_in()
    page = contribution.page
    assert writers_of(page) == frozenset()
    editor = member_of("redacteur", page.organisation.slug, "editors")
    state = page.current_workflow_state
    decide(editor, state, "approve")  # a lesson without summary and topics goes nowhere
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not LessonPage.objects.get().live


COMPLETE = {
    "summary": "In gewone woorden.",
    "topics": ["bedreiging"],
    "phases": ["reageren"],
    "lesson": TEXTS[LessonPage]["lesson"],
}


def test_the_title_that_it_came_with_is_not_handed_in():
    page = handed_in(happened="Bel 06-12345678.")[0].page  # so the privacy check sends it back
    client = signed_in(member_of("redacteur", page.organisation.slug, "editors"))
    form = fill_in(form_at(client, edit_address(page)), **COMPLETE, happened="Niemand belde.")
    errors = errors_of(hand_in(client, edit_address(page), form))
    assert set(errors) == {"title"}
    assert "werktitel" in errors["title"]
    assert hand_in(client, edit_address(page), {**form, "title": "Bel"}).status_code == 302
    assert page.current_workflow_state.status == "in_progress"


def test_the_title_that_it_came_with_is_not_approved():
    page = handed_in()[0].page
    writer, editor = (member_of(name, page.organisation.slug, "editors") for name in ("a", "b"))
    client, address = signed_in(writer), edit_address(page)
    for title, live in ((page.title, False), ("Kijk de lijst elk kwartaal na", True)):
        form = fill_in(form_at(client, address), **COMPLETE, title=title)
        # A draft may be unfinished.
        assert client.post(address, {**form, "action-save": "yes"}).status_code == 302
        decide(editor, page.current_workflow_state, "approve")
        page.refresh_from_db()
        assert page.live is live
    assert page.title == title


@pytest.mark.parametrize("is_moving", [False, True])
def test_who_may_approve_at_the_desk_wrote_what_they_handed_in_themselves(is_moving):
    """Also while another address waits to be confirmed: the old one counts."""
    region = municipality("limburg")
    editor = member_of("redacteur", "riec-limburg", "editors")
    if is_moving:
        other = member_of("ander", "vng", "editors")
        for person, verified in ((editor, True), (other, False)):
            person.emailaddress_set.create(email=EMAIL, verified=verified)
        User.objects.filter(pk=other.pk).update(email=EMAIL)
    else:
        User.objects.filter(pk=editor.pk).update(email=EMAIL.upper())
    page = handed_in(municipality=region.pk)[0].page
    assert writers_of(page) == {editor.pk}
    step = page.current_workflow_task
    assert not waits_for(step, page, editor)
    assert waits_for(step, page, member_of("vng", "vng", "editors"))  # no other editor there


def test_of_who_has_no_rights_at_the_desk_no_version_tells():
    make_user("raadslid", email=EMAIL)
    member_of("weg", "riec-oost-nederland", "editors")
    User.objects.filter(username="weg").update(email=EMAIL, is_active=False)
    assert writers_of(handed_in()[0].page) == frozenset()


def test_what_is_wrong_is_said_at_its_question():
    client = Client()
    wrong = {
        "planned": "",
        "happened": "x" * 4001,
        "roles": [],
        "municipality": "",
        "email": "geen adres",
    }
    errors = form_errors(send(client, **wrong))
    assert set(errors) == set(wrong)
    assert not Contribution.objects.exists()
    assert not mail.outbox
    assert set(form_errors(send(client, roles=["9" * 30], municipality="9" * 30))) == {
        "roles",
        "municipality",
    }
    # A new line is one character, as the browser counted.
    assert send(client, happened="\r\n".join(["x" * 99] * 40)).status_code == 302


def test_answers_do_not_name_their_sender():
    errors = form_errors(
        send(happened=f"Mail mij op {EMAIL.upper()}.", why="klaartje  fluitekruid")
    )
    assert set(errors) == {"happened", "why"}
    # One word may be an ordinary word too.
    assert send(name="Wil", advice="Ik wil elk kwartaal bellen.").status_code == 302


def test_a_program_that_fills_in_everything_gets_the_same_answer_and_leaves_nothing():
    program, person = send(reference="https://example.org"), send()
    assert said(program) == said(person)
    assert program.url == person.url
    assert Contribution.objects.count() == len(mail.outbox) == 1


def test_who_sends_a_lot_has_to_wait(settings):
    limits = {**settings.ACCOUNT_RATE_LIMITS, "hand_in": "6/h/ip,3/h/key"}
    settings.ACCOUNT_RATE_LIMITS = limits
    for _time in range(3):
        assert send().status_code == 302
    answer = send()
    assert answer.status_code == 429
    assert "over een uur" in answer.text
    assert answers()["happened"] in answer.text  # nobody types it again
    for number in range(2):
        assert send(email=f"{number}@example.org").status_code == 302
    assert send(email="nieuw@example.org").status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.1")
    assert send(elsewhere, email="nieuw@example.org").status_code == 302


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</textarea><svg/onload=alert(1)>",
    "[klik](javascript:alert(1)) {{ settings.SECRET_KEY }} {% debug %}",
    '"><a href="javascript:alert(1)">x</a>',
    "<embed embedtype='image' id='1'/><a linktype='page' id='1'>x</a>",
    "&#60;script&#62; \u202e\u200b\ufeff \x07 😀" + "\n" * 500 + "a\n" * 1400,
)


def test_hostile_text_stays_text():
    questions = ("planned", "happened", "why", "advice")
    values = dict.fromkeys(questions, "\n\n".join(HOSTILE))
    shown = send(**values, email="").text
    page = handed_in(**values)[0].page
    assert "<br/>" in page.root_cause  # the only spelling that the editor reads
    for rich in (page.root_cause, page.recommendation):
        assert not any(tag in rich for tag in ("<script", "<img", "<svg", "<a", "<embed"))
    assert page.happened.split() == values["happened"].split()
    editor = signed_in(member_of("redacteur", page.organisation.slug, "editors"))
    for text in (shown, editor.get(f"/beheer/pages/{page.pk}/edit/").text):
        assert "<script>alert" not in text
        assert "<svg/onload" not in text


def test_a_null_byte_is_a_fault_and_no_error():
    assert set(form_errors(send(happened="a\0b"))) == {"happened"}


def test_the_form_asks_the_same_of_the_database_however_much_was_sent(django_assert_num_queries):
    Client().get(FORM)
    with django_assert_num_queries(4):  # site, menu, roles and municipalities
        Client().get(FORM)
