"""What somebody at work in the CMS gets to see of other people's items.

Wagtail lists what one may edit, but its page choosers, some reports and the addresses of single
pages name every page there is. An item is seen here by whoever may edit it, or may read it.
"""

from typing import Any

from django.db.models import Q
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from cms.access import readable_around, readable_condition, reader_for
from cms.moderation.editors import is_vng_editor
from cms.querysets import KnowledgeQuerySet


def visible_to(user: Any, items: KnowledgeQuerySet) -> KnowledgeQuerySet:
    """Items that this user may edit or review, and published ones that they may read."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    readable = Q(live=True) & readable_condition(reader_for(user))
    editable = Q(pk__in=explorable.order_by().values("pk"))
    return items.filter(editable | readable | _in_the_chain(user))


def _in_the_chain(user: Any) -> Q:
    """The VNG sees the whole chain: drafts of every organisation that were handed in."""
    if not is_vng_editor(user):
        return Q(pk__in=())
    handed_in = WorkflowState.objects.active().values_list("object_id", flat=True)
    return Q(pk__in=[int(pk) for pk in handed_in])


def handed_in_for(user: Any, items: KnowledgeQuerySet) -> KnowledgeQuerySet:
    """Drafts of others that somebody sees because they were handed in."""
    return items.filter(_in_the_chain(user))


def readable_now(user: Any, items: KnowledgeQuerySet) -> KnowledgeQuerySet:
    """Published items that this user may read on the site."""
    return items.readable_by(reader_for(user))


def public_pages(pages: PageQuerySet) -> PageQuerySet:
    """Published pages around the items, which have no label: those that everybody may read."""
    return pages.public().filter(readable_around())


def read_or_edited_by(user: Any, items: KnowledgeQuerySet) -> KnowledgeQuerySet:
    """Items that this user may change, and published ones that they may read.

    Fewer than `visible_to`: the folder of an author names drafts of colleagues, and opens none.
    """
    policy = policy_registry.get_by_type(Page)
    changed = policy.instances_user_has_permission_for(user, "change").order_by()
    read = readable_now(user, items).order_by()
    return items.filter(Q(pk__in=changed.values("pk")) | Q(pk__in=read.values("pk")))


def hidden_from(user: Any, items: KnowledgeQuerySet) -> KnowledgeQuerySet:
    """The other items."""
    return items.exclude(pk__in=visible_to(user, items).values("pk"))
