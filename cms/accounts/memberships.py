"""Who belongs where, who may say so, and how it ends.

What somebody may read or do follows from groups at every request, in search too. So ending a
membership is taking somebody out of the groups; nothing else has to be told.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from cms.mail.leaving import leave_behind
from cms.models import Invitation, Organisation

User: Any = get_user_model()


def keeps_people(user: Any) -> bool:
    """Tell whether somebody keeps the people of all organisations: the portal manager."""
    return bool(user.has_perm("auth.change_user"))


def organisations_kept_by(user: Any) -> QuerySet[Organisation]:
    """Return the organisations whose people somebody may invite and send away."""
    organisations = Organisation.objects
    return organisations.all() if keeps_people(user) else organisations.edited_by(user)


def group_of(role: str, organisation: Organisation | None) -> Group:
    """Return the group in which this role is."""
    if organisation is None:
        return Group.objects.get_or_create(name=settings.CMS_COMMUNITY_GROUP)[0]
    group: Group = getattr(organisation, role)
    return group


def groups_kept_by(user: Any) -> dict[int, Organisation | None]:
    """Return the groups that somebody keeps, by id, with the organisation of each."""
    kept: dict[int, Organisation | None] = {
        pk: organisation
        for organisation in organisations_kept_by(user)
        for pk in organisation.group_ids
    }
    if keeps_people(user):
        community = Group.objects.filter(name=settings.CMS_COMMUNITY_GROUP)
        kept |= dict.fromkeys(community.values_list("pk", flat=True))
    return kept


@transaction.atomic
def end_membership(person: Any, organisation: Organisation | None, by: Any) -> None:
    """Take somebody out of all groups of an organisation, with the invitations they sent for it.

    The organisation keeps what they owned. Their sessions end with it (cms.accounts.receivers).
    """
    groups = organisation.group_ids if organisation else [group_of("", None).pk]
    person.groups.remove(*groups)
    leave_behind(by, person)
    sent = Invitation.objects.open().filter(invited_by=person, organisation=organisation)
    sent.update(withdrawn_at=timezone.now())
    place = organisation.name if organisation else settings.CMS_COMMUNITY_GROUP
    log(instance=person, action="cms.membership.end", user=by, data={"place": place})
