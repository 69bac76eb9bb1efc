"""What readers see of a contact changes when somebody confirmed it who did not change it.

A saved change waits as a draft. Who acts for the organisation that keeps the contact confirms it;
an approval keeps by whom and of which values, as that of a page does.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.permissions import policy_registry

from cms.models import Approval, Contact
from cms.moderation.editors import Editors, is_among
from cms.moderation.in_use import InUseError
from cms.moderation.read_version import version_of
from cms.moderation.reviewers import people_with
from cms.moderation.used_things import used_among
from cms.moderation.writers import writers_of_contacts


class ChangedMeanwhileError(PermissionDenied):
    """Raised when another change was saved since somebody read what is to be confirmed."""


def waiting_for(user: Any) -> list[Contact]:
    """Return the contacts of which a change waits for this person, longest first."""
    waiting = Contact.objects.filter(has_unpublished_changes=True)
    waiting = waiting.select_related("owner", "latest_revision__user")
    return _confirmed_by(user, list(waiting.order_by("latest_revision__created_at", "pk")))


def may_confirm(contact: Contact, user: Any) -> bool:
    """Tell whether a change of it waits for this person. Nobody confirms their own change."""
    return contact.has_unpublished_changes and bool(_confirmed_by(user, [contact]))


def confirmers_of(contact: Contact) -> list[Any]:
    """Return everybody for whom a change of it waits; it is part of their work."""
    writers = writers_of_contacts([contact.pk])[contact.pk]
    return people_with(Editors.read().acting_for(contact.owner_id, writers) - writers)


def may_drop(contact: Contact, user: Any) -> bool:
    """Tell whether this person may take a change of it back: who may change or confirm it."""
    policy = policy_registry.get_by_type(Contact)
    may_change = policy.user_has_permission_for_instance(user, "change", contact)
    return contact.has_unpublished_changes and (may_change or may_confirm(contact, user))


@transaction.atomic
def confirm(contact: Contact, by: Any, version: str) -> None:
    """Let readers see the change. Raises PermissionDenied where it is for others.

    Who confirms called or wrote first: that is a check of today.
    """
    if not may_confirm(contact, by):
        raise PermissionDenied
    latest = _latest(contact, version)
    latest.content = {**latest.content, "last_checked": timezone.localdate().isoformat()}
    latest.save(update_fields=["content"])
    Approval.objects.give(latest, by=by)
    latest.publish(user=by, log_action="cms.contact_confirm", skip_permission_checks=True)


@transaction.atomic
def drop(contact: Contact, by: Any, version: str) -> None:
    """Put what readers see in place of the change; what they never saw goes altogether.

    Raises as `confirm`, and InUseError for what is new and chosen somewhere.
    """
    if not may_drop(contact, by):
        raise PermissionDenied
    _latest(contact, version)
    now = Contact.objects.get(pk=contact.pk)
    if not now.live:
        if used_among([now]) or ReferenceIndex.get_references_to(now).exists():
            raise InUseError
        log(now, "cms.contact_drop", user=by, deleted=True)
        now.delete()
        return
    shown = now.save_revision(user=by, clean=False)
    Approval.objects.give(shown, reason="drop")  # nobody read it anew: readers saw it before
    shown.publish(user=by, log_action="cms.contact_drop", skip_permission_checks=True)


def _latest(contact: Contact, version: str) -> Revision:
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    latest = Revision.objects.select_for_update().get(pk=locked.latest_revision_id)
    if version != version_of(latest) or not locked.has_unpublished_changes:
        raise ChangedMeanwhileError
    return latest


def _confirmed_by(user: Any, contacts: list[Contact]) -> list[Contact]:
    """Leave those that this person may confirm; as many queries for few as for many."""
    editors = Editors.read()
    writers = writers_of_contacts(contact.pk for contact in contacts)
    return [
        contact
        for contact in contacts
        if user.pk not in writers[contact.pk]
        and is_among(user, editors.acting_for(contact.owner_id, writers[contact.pk]))
    ]
