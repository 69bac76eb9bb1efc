"""Who keeps a page or contact right: its owner, and without one the organisation."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from cms.access import reader_for
from cms.models import KnowledgePage, Organisation
from cms.moderation.editors import Editors, is_among
from cms.moderation.owners import owner_in_query, owner_of

User: Any = get_user_model()


def keepers_of(page: Page) -> list[Any]:
    """Return the owner of a page, if they still work for its organisation; else its editors."""
    is_left = left_behind(Page.objects.filter(pk=page.pk)).exists()
    if page.owner is None or is_left:
        return editors_of(owner_of(page))
    return [page.owner]


def editors_of(organisation: int) -> list[Any]:
    """Return who acts for an organisation."""
    people = User.objects.select_related("wagtail_userprofile")
    return list(people.filter(pk__in=Editors.read().acting_for(organisation)))


def may_keep(page: Any, user: Any) -> bool:
    """Tell whether this person says that a page is still right: who may change it.

    Who stands in for its organisation does so too, for what they may read.
    """
    page = page.specific
    if page.permissions_for_user(user).can_edit():
        return True
    may_read = not isinstance(page, KnowledgePage) or reader_for(user).may_read(page)
    return may_read and acts_for(user, owner_of(page))


def kept_by(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Leave the published pages that this person keeps, as `may_keep`; `may_change` tells which."""
    policy = policy_registry.get_by_type(Page)
    own = policy.instances_user_has_permission_for(user, "change").order_by()
    read = KnowledgePage.objects.readable_by(reader_for(user))
    may_read = Q(knowledgepage=None) | Q(pk__in=read.values("pk"))
    acts = Q(kept_for__in=Editors.read().organisations_of(user))
    known = pages.alias(kept_for=owner_in_query()).annotate(may_change=Q(pk__in=own.values("pk")))
    return known.filter(Q(may_change=True) | (may_read & acts))


def acts_for(user: Any, organisation: int) -> bool:
    """Tell whether this person acts for an organisation."""
    return is_among(user, Editors.read().acting_for(organisation))


def left_behind(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages whose owner no longer writes or reviews for the organisation that keeps them."""
    works = Q(authors__user=OuterRef("owner")) | Q(editors__user=OuterRef("owner"))
    works_here = Organisation.objects.filter(works, pk=OuterRef("keeper"))
    stays = Q(owner__is_superuser=True) | Exists(works_here)
    owned = pages.filter(owner__isnull=False).alias(keeper=owner_in_query())
    return owned.exclude(Q(owner__is_active=True) & stays)


def take_over(by: Any = None, **whose: Any) -> list[Any]:
    """Let the organisation keep what somebody who left owned; the log says whose it was.

    `whose` it is, or which: a condition on pages.
    """
    with transaction.atomic():
        pages = list(left_behind(Page.objects.filter(**whose)).select_related("owner"))
        for page in pages:
            data = {"owner": page.owner.get_full_name() or page.owner.get_username()}
            Page.objects.filter(pk=page.pk).update(owner=None)
            log(page.specific, "cms.take_over", user=by, data=data)
    return pages
