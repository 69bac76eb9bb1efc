"""What somebody at work in the CMS gets to see of other people's items.

Wagtail lists what one may edit, but its page choosers, some reports and the addresses of single
pages name every page there is. An item is seen here by whoever may edit it, or may read it.
"""

from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.access import readable_condition, reader_for
from cms.querysets import KnowledgeQuerySet


def visible_to(user: Any, items: KnowledgeQuerySet) -> KnowledgeQuerySet:
    """Items that this user may edit, published or not, and published ones that they may read."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    readable = Q(live=True) & readable_condition(reader_for(user))
    return items.filter(Q(pk__in=explorable.order_by().values("pk")) | readable)


def hidden_from(user: Any, items: KnowledgeQuerySet) -> KnowledgeQuerySet:
    """The other items."""
    return items.exclude(pk__in=visible_to(user, items).values("pk"))
