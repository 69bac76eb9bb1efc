"""Which organisation owns a page, or each of many: the one under whose page it stands.

The pages of all organisations together are kept by the VNG.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from wagtail.models import Page

from cms.moderation.editors import VNG


def owners_of_each(page_ids: Iterable[int]) -> dict[int, int]:
    """Return the id of the owner by page, in two queries."""
    places = apps.get_model("cms", "OrganisationPage").objects
    rows = list(places.values_list("path", "organisation_id", "organisation__kind"))
    owners = {path: owner for path, owner, _kind in rows}
    length = max(map(len, owners), default=0)
    paths = Page.objects.filter(pk__in=list(page_ids)).values_list("pk", "path")
    vng = min((owner for _path, owner, kind in rows if kind == VNG), default=0)
    return {pk: owners.get(path[:length], vng) for pk, path in paths}


def owner_of(page: Any) -> Any:
    """Return the organisation in whose part of the site a page stands."""
    page = page.specific
    if hasattr(page, "organisation"):
        return page.organisation
    if page.is_root():
        return apps.get_model("cms", "Organisation").objects.filter(kind=VNG).order_by("pk").first()
    return owner_of(page.get_parent())
