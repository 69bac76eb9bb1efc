"""Which titles somebody at work in the CMS may know: a draft tells no more than its editor does."""

from collections.abc import Collection
from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import KnowledgePage
from cms.visibility import handed_in_for, public_pages, readable_now


def drafts_for(user: Any, numbers: Collection[int]) -> set[int]:
    """Return those of these pages of which this user may see the draft."""
    policy = policy_registry.get_by_type(Page)
    editable = policy.instances_user_has_permission_for(user, "change")
    pages = Page.objects.filter(pk__in=numbers).filter(pk__in=editable.order_by().values("pk"))
    handed_in = handed_in_for(user, KnowledgePage.objects.filter(pk__in=numbers))
    return {*pages.values_list("pk", flat=True), *handed_in.values_list("pk", flat=True)}


def titles_for(user: Any, numbers: Collection[int]) -> dict[int, str]:
    """Return the titles of those of these pages of which this user may know it."""
    items = KnowledgePage.objects.filter(pk__in=numbers)
    drafts = Page.objects.filter(pk__in=drafts_for(user, numbers))
    return {
        **dict(public_pages(Page.objects.filter(pk__in=numbers)).values_list("pk", "title")),
        **dict(readable_now(user, items).values_list("pk", "title")),
        **dict(drafts.values_list("pk", "draft_title")),
    }
