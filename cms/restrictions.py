"""Wagtail's own view restrictions, kept in step with the labels.

The portal asks `cms.access`; this is for whatever in Wagtail asks `public()`.
"""

from collections.abc import Iterable

from wagtail.models import PageViewRestriction

from cms.access import readers_groups
from cms.models import KnowledgePage


def sync_restriction(page: KnowledgePage) -> None:
    """Make the page's view restriction say what its label says."""
    groups = readers_groups(page)
    if groups is None:
        PageViewRestriction.objects.filter(page_id=page.pk).delete()
        return
    restriction, _created = PageViewRestriction.objects.update_or_create(
        page_id=page.pk,
        defaults={"restriction_type": PageViewRestriction.GROUPS, "password": ""},
    )
    restriction.groups.set(groups)


def sync_restrictions(pages: Iterable[KnowledgePage]) -> None:
    """Do the same for several pages."""
    for page in pages:
        sync_restriction(page)
