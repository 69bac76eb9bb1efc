"""What is due for review, for whom: the start panel, its list and the report ask here."""

import datetime
from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import KnowledgePage
from cms.querysets import KnowledgeQuerySet


def due_for(user: Any, on: datetime.date | None = None) -> KnowledgeQuerySet:
    """Return what this person may change and is due on a day (or today), the longest due first."""
    own = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    items: KnowledgeQuerySet = KnowledgePage.objects.filter(pk__in=own.order_by().values("pk"))
    return items.due_for_review(on).order_by("review_by", "pk")
