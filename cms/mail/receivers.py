"""Who hears of each hand-over of the review: who is next, and who handed it in.

In place of Wagtail's own mail about workflows, which knows no reviewers but groups.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from cms.mail.last_editors import hand_on_what_waits
from cms.mail.leaving import leave
from cms.mail.models import Notice
from cms.mail.notices import notify
from cms.mail.standing import may_mend, who_mends
from cms.models import Contact, Organisation
from cms.moderation.contacts import confirmers_of
from cms.moderation.review_task import ReviewTask
from cms.moderation.reviewers import people_for, people_with

User: Any = get_user_model()


def instead_of_wagtail(signal: Any, sender: type, name: str) -> Callable[..., Any]:
    """Connect a receiver under the name of Wagtail's: of one name there is only one."""

    def connect(told: Callable[..., None]) -> Callable[..., None]:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(told, sender=sender, dispatch_uid=name)
        return told

    return connect


@instead_of_wagtail(task_submitted, TaskState, "group_approval_task_submitted_email_notification")
def tell_who_is_next(sender: type, instance: TaskState, **kwargs: Any) -> None:
    """Somebody waits for them."""
    page = instance.workflow_state.content_object
    notify(people_for(instance.task.specific, page), Notice.Kind.WAITS, page=page)


@receiver(post_save, sender=Revision)
def tell_who_stands_in(sender: type, instance: Revision, created: bool, **kwargs: Any) -> None:
    """Whoever completes a draft reviews it no more: it may wait for others now."""
    page = instance.content_object if created and instance.user_id else None
    task = page.current_workflow_task if isinstance(page, Page) else None
    if isinstance(task, ReviewTask):
        notify(people_with(task.newly_free(page, instance)), Notice.Kind.WAITS, page=page)


@receiver(post_save, sender=Revision)
def tell_who_confirms(sender: type, instance: Revision, created: bool, **kwargs: Any) -> None:
    """A change of a contact waits for them."""
    contact = instance.content_object if created and instance.user_id else None
    if isinstance(contact, Contact):
        notify(confirmers_of(contact), Notice.Kind.CONFIRM, contact=contact)


@instead_of_wagtail(
    workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"
)
def tell_no_superuser(sender: type, **kwargs: Any) -> None:
    """Who may do everything is not who reviews everything."""


@instead_of_wagtail(workflow_approved, WorkflowState, "workflow_state_approved_email_notification")
def tell_that_it_was_approved(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """Their item passed every step."""
    _tell_who_handed_in(instance, user, Notice.Kind.APPROVED)


@instead_of_wagtail(workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification")
def tell_that_it_was_sent_back(
    sender: type, instance: WorkflowState, user: Any = None, **kwargs: Any
) -> None:
    """There is something to do for them; without them, for who keeps the item.

    What nobody handed in and no person sent back came from outside, and stopped at the first
    check: `cms.contributions` tells of it.
    """
    person, page = instance.requested_by, instance.content_object
    if person is None and user is None:
        return
    people = [each for each in _who_mends_for(person, page) if each != user]
    notify(people, Notice.Kind.SENT_BACK, page=page)


def tell_that_it_missed_its_day(page: Page) -> None:
    """What was approved for a day did not go live: there is something to do, as above."""
    states = WorkflowState.objects.for_instance(page).order_by("-created_at", "-pk")
    last = states.select_related("requested_by").first()
    people = _who_mends_for(last.requested_by if last else None, page)
    notify(people, Notice.Kind.DAY_MISSED, page=page)


@receiver(pre_delete, sender=User)
def hand_over(sender: type, instance: Any, **kwargs: Any) -> None:
    """What was for somebody whose account is deleted is for others now."""
    hand_on_what_waits([instance.pk])
    leave(instance)


@receiver(pre_save, sender=User)
def tell_that_somebody_is_gone(sender: type, instance: Any, **kwargs: Any) -> None:
    """What waits for somebody whose account is closed may be for others now."""
    if not instance.is_active and User.objects.filter(pk=instance.pk, is_active=True).exists():
        hand_on_what_waits([instance.pk])


@receiver(m2m_changed, sender=User.groups.through)
def tell_that_an_editor_left(
    sender: type, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Likewise for who stays, but is an editor no more."""
    if action not in {"pre_remove", "pre_clear"}:
        return
    others = instance.user_set if reverse else instance.groups
    changed = pk_set if pk_set is not None else {*others.values_list("pk", flat=True)}
    people, groups = (changed, [instance.pk]) if reverse else ([instance.pk], changed)
    places = Organisation.objects.filter(editors__in=groups).values_list("pk", flat=True)
    if places:
        hand_on_what_waits(people, places)


def _who_mends_for(person: Any, page: Page) -> list[Any]:
    is_there = person is not None and may_mend(page, person)
    return [person] if is_there else who_mends(page)


def _tell_who_handed_in(state: WorkflowState, by: Any, kind: str) -> None:
    person = state.requested_by
    if person is not None and person != by:
        notify([person], kind, page=state.content_object)
