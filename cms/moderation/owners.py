"""Which organisation owns a page, or each of many: the one under whose page it stands."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from wagtail.models import Page


def owners_of_each(page_ids: Iterable[int]) -> dict[int, int]:
    """Return the id of the owner by page, in two queries; pages outside the organisations not."""
    places = apps.get_model("cms", "OrganisationPage").objects
    owners = dict(places.values_list("path", "organisation_id"))
    length = max(map(len, owners), default=0)
    paths = Page.objects.filter(pk__in=list(page_ids)).values_list("pk", "path")
    return {pk: owners[path[:length]] for pk, path in paths if path[:length] in owners}


def owner_of(page: Any) -> Any:
    """Return the organisation in whose part of the site a page stands."""
    page = page.specific
    return page.organisation if hasattr(page, "organisation") else owner_of(page.get_parent())
