"""What is due for review, for whom: the start panel, its list and the report ask here."""

import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from cms.models import KnowledgePage, LinkCheck
from cms.querysets import KnowledgeQuerySet
from cms.upkeep.dates import last_day_asked_of


def due_for(user: Any, on: datetime.date | None = None) -> KnowledgeQuerySet:
    """Return what this person may change and is due on a day (or today), the longest due first."""
    items: KnowledgeQuerySet = KnowledgePage.objects.filter(pk__in=_own(user).values("pk"))
    return items.due_for_review(on).order_by("review_by", "pk")


def links_due_for(user: Any) -> PageQuerySet:
    """Return what this person may change and whose links nobody opened last month."""
    return _own(user).filter(link_check__in=LinkCheck.objects.due())


def all_due_for(user: Any) -> PageQuerySet:
    """Return both, also what is due soon; `links_due` tells them apart."""
    links = LinkCheck.objects.due().filter(page=OuterRef("pk"))
    by = F("knowledgepage__review_by")
    pages = _own(user).live().annotate(links_due=Exists(links), review_by=by)
    due = pages.filter(Q(links_due=True) | Q(review_by__lte=last_day_asked_of()))
    return due.order_by(by.asc(nulls_last=True), "pk")


def _own(user: Any) -> PageQuerySet:
    own = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return Page.objects.filter(pk__in=own.order_by().values("pk"))
