"""Whether news still stands when it is sent, and for whom: much may have changed meanwhile."""

from typing import Any

from wagtail.models import Page, WorkflowState

from cms.mail.models import Notice
from cms.models import Contact, Contribution, KnowledgePage, LinkCheck
from cms.moderation.contacts import confirmers_of, may_confirm
from cms.moderation.editors import Editors, is_among
from cms.moderation.owners import owner_of
from cms.moderation.reviewers import waits_for
from cms.moderation.standing_in import is_sent_back
from cms.moderation.writers import writers_of_contacts
from cms.upkeep.dates import last_day_asked_of
from cms.upkeep.keepers import acts_for, editors_of, take_over


def still_stands(notice: Notice, person: Any) -> bool:
    """Tell whether this person still has something to do, or to know."""
    if notice.contact is not None:
        waits = notice.kind == Notice.Kind.CONFIRM
        return may_confirm(notice.contact, person) if waits else notice.contact.must_be_checked
    if notice.kind in {Notice.Kind.REVIEW, Notice.Kind.LINKS}:
        due = KnowledgePage.objects.due_for_review(last_day_asked_of())
        if notice.kind == Notice.Kind.LINKS:
            due = Page.objects.filter(link_check__in=LinkCheck.objects.due())
        return due.filter(pk=notice.page_id).exists()
    if notice.page is not None and notice.kind == Notice.Kind.WAITS:
        task = notice.page.current_workflow_task
        return task is not None and waits_for(task, notice.page, person)
    if notice.page is not None and notice.kind == Notice.Kind.REMARKS:
        return bool(notice.page.specific.permissions_for_user(person).can_edit())
    if notice.contribution is not None and notice.kind == Notice.Kind.NEWS:
        return is_unanswered(notice.contribution)
    return True  # what was approved, sent back or withdrawn, or missed its day, did so


def is_theirs(notice: Notice, person: Any) -> bool:
    """Tell whether this person is still the one to hear it.

    A handed-in lesson, or a change of a contact, is for who acts for its organisation; what was
    sent back, or missed its day, for who can mend it.
    """
    if notice.contribution is not None:
        return person.is_active and acts_for(person, notice.contribution.organisation_id)
    if notice.contact is not None and notice.kind == Notice.Kind.CONFIRM:
        return person.is_active and _acts_on_change(person, notice.contact)
    if notice.kind not in {Notice.Kind.SENT_BACK, Notice.Kind.DAY_MISSED}:
        return True
    return person.is_active and may_mend(notice.page, person)


def successors(notice: Notice) -> list[Any]:
    """Return who hears it in place of somebody who does not act any more."""
    if notice.contribution is not None:
        has_news = notice.kind != Notice.Kind.NEWS or is_unanswered(notice.contribution)
        return editors_of(notice.contribution.organisation_id) if has_news else []
    contact = notice.contact if notice.kind == Notice.Kind.CONFIRM else None
    if contact is not None and contact.has_unpublished_changes:
        # Its editors who are still there heard it when the change was saved.
        own = Editors.read().by_organisation[contact.owner_id]
        return [person for person in confirmers_of(contact) if person.pk not in own]
    is_over = notice.kind == Notice.Kind.SENT_BACK and not is_sent_back(notice.page)
    if notice.kind in {Notice.Kind.SENT_BACK, Notice.Kind.DAY_MISSED} and not is_over:
        return who_mends(notice.page)
    return []


def may_mend(page: Any, person: Any) -> bool:
    """Tell whether somebody can change what was sent back."""
    return bool(page.specific.permissions_for_user(person).can_edit())


def who_mends(page: Page) -> list[Any]:
    """Return who sees to a draft of somebody who is gone: its owner, else the organisation."""
    take_over(pk=page.pk)
    let_go_of_what_came_back(object_id=str(page.pk))
    page = Page.objects.get(pk=page.pk).specific
    if page.owner is not None and page.owner.is_active and may_mend(page, page.owner):
        return [page.owner]
    return editors_of(owner_of(page))


def let_go_of_what_came_back(**which: Any) -> dict[int, Any]:
    """Return the pages that came back to who can mend them no more; from here on to nobody.

    `which` workflow states, as a condition.
    """
    sent_back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, **which)
    handed_in = sent_back.filter(requested_by__isnull=False).select_related("requested_by")
    left = [each for each in handed_in if not may_mend(each.content_object, each.requested_by)]
    WorkflowState.objects.filter(pk__in=[each.pk for each in left]).update(requested_by=None)
    return {each.content_object.pk: each.content_object for each in left}


def _acts_on_change(person: Any, contact: Contact) -> bool:
    """Tell whether this person is one of those who confirm it, or who did before writing along."""
    writers = writers_of_contacts([contact.pk])[contact.pk]
    return is_among(person, Editors.read().acting_for(contact.owner_id, writers))


def is_unanswered(contribution: Contribution) -> bool:
    return Contribution.objects.unanswered().filter(pk=contribution.pk).exists()
