"""What is due for review, for whom: the start panel, its list and the report ask here."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models import KnowledgePage, LinkCheck
from cms.upkeep.dates import last_day_asked_of
from cms.upkeep.keepers import kept_by

BY = F("knowledgepage__review_by")


def due_for(user: Any) -> PageQuerySet:
    """Return what this person keeps and is due today, the longest due first."""
    items = KnowledgePage.objects.due_for_review()
    pages = kept_by(user, Page.objects.filter(pk__in=items.values("pk")))
    return pages.annotate(review_by=BY).order_by("review_by", "pk")


def links_due_for(user: Any) -> PageQuerySet:
    """Return what this person keeps and whose links nobody opened last month."""
    return kept_by(user, Page.objects.filter(link_check__in=LinkCheck.objects.due()))


def all_due_for(user: Any) -> PageQuerySet:
    """Return both, also what is due soon; `links_due` tells them apart."""
    links = LinkCheck.objects.due().filter(page=OuterRef("pk"))
    items = KnowledgePage.objects.due_for_review(last_day_asked_of())
    pages = Page.objects.live().annotate(links_due=Exists(links), review_by=BY)
    due = pages.filter(Q(links_due=True) | Q(pk__in=items.values("pk")))
    return kept_by(user, due).order_by(BY.asc(nulls_last=True), "pk")


def where_to_keep(page: Any) -> str:
    """Return where they see to it: in the editor, or where it is not theirs at the question."""
    return reverse(
        "wagtailadmin_pages:edit" if page.may_change else "cms_still_right", args=[page.pk]
    )
