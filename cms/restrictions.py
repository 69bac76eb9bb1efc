"""Wagtail's own view restrictions, kept in step with the labels.

The portal asks `cms.access`; this is for whatever in Wagtail asks `public()`.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.access import STRANGER, readers_groups
from cms.models import KnowledgePage

# Written as a table: receivers of `m2m_changed` then hear what others change, not what we do.
_Admitted: Any = PageViewRestriction.groups.through


def sync_restriction(page: KnowledgePage) -> None:
    """Make the page's view restriction say what its label says."""
    restrictions = PageViewRestriction.objects.filter(page_id=page.pk)
    groups = readers_groups(page)
    if groups is None:
        restrictions.delete()
        return
    kept = restrictions.order_by("pk").last() or PageViewRestriction(page_id=page.pk)
    kept.restriction_type, kept.password = PageViewRestriction.GROUPS, ""
    kept.save()
    # A copied page brings the restriction of its original, beside its own.
    restrictions.exclude(pk=kept.pk).delete()
    admitted = _Admitted.objects.filter(pageviewrestriction=kept)
    admitted.exclude(group_id__in=groups).delete()
    known = set(admitted.values_list("group_id", flat=True))
    _Admitted.objects.bulk_create(
        _Admitted(pageviewrestriction=kept, group_id=pk) for pk in groups - known
    )


def sync_restrictions(pages: Iterable[KnowledgePage]) -> None:
    """Do the same for several pages."""
    for page in pages:
        sync_restriction(page)


def dismiss_groups(group_ids: Iterable[int]) -> None:
    """Let no restriction admit these groups any longer."""
    _Admitted.objects.filter(group_id__in=group_ids).delete()


def public_pages() -> PageQuerySet:
    """Published pages that everybody may read: items by their label, others by Wagtail's rules.

    Wagtail's `public()` puts every restricted page into the query one by one; SQLite refuses that
    beyond a thousand.
    """
    items = KnowledgePage.objects.all()
    restricted = PageViewRestriction.objects.exclude(page__in=items.values("pk"))
    pages = Page.objects.live()
    for restriction in restricted.select_related("page"):
        pages = pages.not_descendant_of(restriction.page, inclusive=True)
    hidden = items.exclude(pk__in=items.readable_by(STRANGER).values("pk"))
    return pages.exclude(pk__in=hidden.values("pk"))
