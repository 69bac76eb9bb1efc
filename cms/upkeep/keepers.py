"""Who keeps an item or contact right: its owner, and without one the organisation."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.log_actions import log

from cms.access import reader_for
from cms.models import KnowledgePage, Organisation
from cms.moderation.reviewers import is_vng_editor

User: Any = get_user_model()


def keepers_of(page: KnowledgePage) -> list[Any]:
    """Return the owner of an item, if they still work for its organisation; else its editors."""
    is_left = left_behind(KnowledgePage.objects.filter(pk=page.pk)).exists()
    if page.owner is None or is_left:
        return editors_of(page.organisation)
    return [page.owner]


def editors_of(organisation: Organisation) -> list[Any]:
    """Return the editors of an organisation; those of the VNG where it has none."""
    people = User.objects.filter(is_active=True).select_related("wagtail_userprofile")
    own = list(people.filter(groups=organisation.editors_id))
    vng = Organisation.objects.filter(kind=Organisation.Kind.VNG).values("editors")
    return own or list(people.filter(groups__in=vng).distinct())


def may_keep(page: Any, user: Any) -> bool:
    """Tell whether this person says that an item is still right: who may change it.

    Where its organisation has no editor the VNG stands in, as in the review, for what it may read.
    """
    page = page.specific
    if page.permissions_for_user(user).can_edit():
        return True
    return stands_in(user, page.organisation) and reader_for(user).may_read(page)


def stands_in(user: Any, organisation: Organisation) -> bool:
    """Tell whether this is an editor of the VNG, and the organisation has none of its own."""
    own = User.objects.filter(is_active=True, groups=organisation.editors_id)
    return is_vng_editor(user) and not own.exists()


def left_behind(items: QuerySet[KnowledgePage]) -> QuerySet[KnowledgePage]:
    """Items whose owner no longer writes or reviews for their organisation."""
    of_the_organisation = Q(group=OuterRef("organisation__authors")) | Q(
        group=OuterRef("organisation__editors")
    )
    works_here = User.groups.through.objects.filter(of_the_organisation, user=OuterRef("owner"))
    stays = Q(owner__is_superuser=True) | Exists(works_here)
    return items.filter(owner__isnull=False).exclude(Q(owner__is_active=True) & stays)


def take_over(items: QuerySet[KnowledgePage], by: Any = None) -> int:
    """Let the organisation keep what somebody who left owned; the log says whose it was."""
    found = left_behind(items)
    with transaction.atomic():
        pages = list(found.select_related("owner"))
        for page in pages:
            data = {"owner": page.owner.get_full_name() or page.owner.get_username()}
            KnowledgePage.objects.filter(pk=page.pk).update(owner=None)
            log(page.specific, "cms.take_over", user=by, data=data)
    return len(pages)
