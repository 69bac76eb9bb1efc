"""Who reviews a draft: for whom it waits, who gets the mail and who stands in are the same."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupApprovalTask, TaskState

from cms.models import (
    CaseStudyPage,
    GuidePage,
    Organisation,
    OrganisationReviewTask,
    TopicPage,
    VngReviewTask,
)
from cms.moderation.reviewers import people_for, waits_for
from cms.upkeep.keepers import acts_for, editors_of
from tests.cms.contributions.sender import handed_in, municipality
from tests.cms.editor_form import decide, edit_address
from tests.cms.moderation.conftest import OTHER, OWN
from tests.cms.moderation.test_used_things_stay import new_contact
from tests.factories import make_user, organisation, signed_in

pytestmark = pytest.mark.django_db

ORGANISATION = ["editor", "second editor", "author and editor"]
VNG = ["editor of the VNG"]
NO_BUTTON = r'<section [^>]*aria-labelledby="no-approval">(.*?)</section>'


def names(desk, users):
    found = {person.pk: name for name, person in desk.people.items()}
    return {found[user.pk] for user in users}


@pytest.mark.parametrize(
    ("step", "writers", "reviewers"),
    [
        (OrganisationReviewTask, ["author"], ORGANISATION),
        (OrganisationReviewTask, ["author", "editor"], ORGANISATION[1:]),
        (OrganisationReviewTask, ORGANISATION, VNG),
        (OrganisationReviewTask, [*ORGANISATION, *VNG], []),
        (VngReviewTask, ["author"], VNG),
        (VngReviewTask, VNG, []),
    ],
)
def test_it_waits_for_who_gets_the_mail_and_the_vng_stands_in(desk, step, writers, reviewers):
    page = desk.draft(writers[0])
    for writer in writers[1:]:
        page.save_revision(user=desk.people[writer])
    state = page.get_workflow().start(page, desk.people["author"]).current_task_state
    task = step.objects.get()
    TaskState.objects.filter(pk=state.pk).update(task=task)
    waits, lists = set(), set()
    for person in desk.people.values():
        waits |= {person} if waits_for(task, page, person) else set()
        lists |= {person} if task.get_task_states_user_can_moderate(person).exists() else set()
    told = people_for(task, page)
    assert names(desk, told) == set(reviewers)
    # A superuser may review everything, and gets no mail about it.
    assert names(desk, waits) == names(desk, lists) == {*reviewers, "superuser"}


def test_who_handed_it_in_leaves_the_approval_to_another(desk):
    page, editor, second = desk.draft(), desk.people["editor"], desk.people["second editor"]
    state = desk.hand_in(page, by="editor")
    assert not TaskState.objects.reviewable_by(editor).exists()
    decide(editor, state, "approve")
    assert not CaseStudyPage.objects.get(pk=page.pk).live
    decide(second, state, "reject", comment="Te lang.")
    state.refresh_from_db()
    state.resume(second)
    decide(second, state, "approve")
    assert not CaseStudyPage.objects.get(pk=page.pk).live
    decide(editor, state, "approve")
    assert CaseStudyPage.objects.get(pk=page.pk).live


def test_the_vng_stands_in_where_no_editor_has_an_account_that_is_open(desk):
    place = organisation(OTHER)
    assert names(desk, editors_of(place.pk)) == {"editor elsewhere"}
    assert not acts_for(desk.people["editor of the VNG"], place.pk)
    neighbour = desk.people["editor elsewhere"]
    neighbour.is_active = False
    neighbour.save()
    assert names(desk, editors_of(place.pk)) == set(VNG)
    acting = {name for name, person in desk.people.items() if acts_for(person, place.pk)}
    assert acting == {*VNG, "superuser"}


def test_pages_of_all_are_for_the_first_organisation_of_the_vng_or_for_nobody(desk):
    topic, task = TopicPage.objects.first(), OrganisationReviewTask.objects.get()
    topic.save_revision(user=desk.people["superuser"])
    desk.hand_in(topic, by="superuser")
    organisation("vng").page.delete()
    Organisation.objects.filter(slug=OTHER).update(kind="vng")  # comes after it, and has a page
    told = names(desk, people_for(task, topic))
    people = desk.people.values()
    lists = [each for each in people if task.get_task_states_user_can_moderate(each).exists()]
    assert told == names(desk, lists) - {"superuser"} == set(VNG)
    Organisation.objects.filter(kind="vng").update(kind="government")
    assert people_for(task, topic) == []
    address = f"/beheer/pages/{topic.pk}/edit/"
    assert signed_in(desk.people["superuser"]).get(address).status_code == 200


def test_a_step_of_wagtails_own_waits_for_its_groups(desk):
    page, group = desk.draft(), Group.objects.create(name="Leesgroep")
    task = GroupApprovalTask.objects.create(name="Leesgroep")
    task.groups.add(group)
    for name in ("member", "superuser"):
        desk.people[name].groups.add(group)
    assert names(desk, people_for(task, page)) == {"member", "superuser"}


@pytest.mark.parametrize("step", [OrganisationReviewTask, VngReviewTask, GroupApprovalTask])
def test_as_many_queries_for_two_people_as_for_twelve(desk, step):
    page, group, counts = desk.draft(), Group.objects.create(name="Leesgroep"), []
    task = step.objects.first() or step.objects.create(name="Leesgroep")
    groups = [organisation(OWN).editors, organisation("vng").editors, group]
    if step is GroupApprovalTask:
        task.groups.set([group])
    for new in (2, 10):
        for number in range(new):
            make_user(f"lezer-{new}-{number}").groups.set(groups)
        with CaptureQueriesContext(connection) as asked:
            people = people_for(task, page)
        counts.append((len(people), len(asked)))
    (few, of_few), (many, of_many) = counts
    assert many - few == 10
    assert of_few == of_many


def test_a_reviewer_without_the_button_to_approve_reads_why_above_the_form(desk):
    def told(page, who="editor"):
        found = re.search(NO_BUTTON, signed_in(desk.people[who]).get(edit_address(page)).text, re.S)
        return found and [line.strip() for line in re.findall(r"<(?:p|li).*?>(.*?)</", found[1])]

    unfinished, left = desk.draft(topics=[], phases=[]), desk.draft(topics=[])
    contact = new_contact(under=OWN)
    uses_it = desk.draft(kind=GuidePage, contact=contact)
    mine, fine = desk.draft("author and editor"), desk.draft()
    for page in (unfinished, uses_it, mine, fine):
        desk.hand_in(page, by="author and editor" if page == mine else "author")
    desk.hand_in(left, by="second author")
    User.objects.filter(username="auteur-2").update(is_active=False)
    lesson = handed_in(municipality=municipality("limburg").pk)[0].page
    not_yet, none = "U kunt dit nu niet goedkeuren.", "Kies er ten minste één."
    alone = "Vul het zelf aan: dan keurt iemand anders het goed."
    assert told(unfinished) == [
        not_yet,
        f"Onderwerpen: {none}",
        f"Fasen: {none}",
        "Stuur het terug: auteur vult het dan aan. Of vul het zelf aan: dan keurt iemand anders "
        "het goed.",
    ]
    # The editors complete what nobody is there for.
    assert told(left) == [not_yet, f"Onderwerpen: {none}", alone]
    assert {told(lesson)[0], told(lesson)[-1]} == {not_yet, alone}
    first, unconfirmed = told(uses_it)
    assert unconfirmed.startswith("Het contact “Loket” is nog niet")
    assert "een redacteur van RIEC Limburg" in unconfirmed
    changed = "U schreef hieraan mee: iemand anders keurt het goed."
    assert told(mine, "author and editor") == [first, changed] == [not_yet, changed]
    assert [told(unfinished, "author"), told(fine)] == [None, None]
