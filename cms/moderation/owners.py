"""Which organisation owns a page, or each of many: the one under whose page it stands.

The pages of all organisations together are kept by the VNG; by nobody, 0, where there is none.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    CharField,
    ExpressionWrapper,
    F,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cms.moderation.editors import VNG


def owner_in_query() -> Coalesce:
    """Return the id of the owner as an expression on pages."""
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    places = apps.get_model("cms", "OrganisationPage").objects.alias(here=here)
    above = places.filter(here__startswith=F("path")).values("organisation")[:1]
    vng = apps.get_model("cms", "Organisation").objects.filter(kind=VNG).order_by("pk")
    found = Subquery(above), Subquery(vng.values("pk")[:1]), Value(0)
    return Coalesce(*found, output_field=BigIntegerField())


def owners_of_each(page_ids: Iterable[int]) -> dict[int, int]:
    """Return the id of the owner by page, in one query."""
    pages = Page.objects.filter(pk__in=list(page_ids)).order_by()
    return dict(pages.annotate(keeper=owner_in_query()).values_list("pk", "keeper"))


def owner_of(page: Any) -> int:
    """Return the id of the organisation in whose part of the site a page stands."""
    page = page.specific
    if hasattr(page, "organisation_id"):
        return int(page.organisation_id)
    return owners_of_each([page.pk]).get(page.pk, 0)
