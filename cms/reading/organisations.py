"""Organisations: who they are, their dossiers, and what they shared with this reader."""

from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db.models import Count
from django.http import HttpRequest
from django.utils.http import urlencode

from cms.reading.charts import chart
from cms.reading.counts import counts_of
from cms.reading.dossiers import dossiers
from cms.reading.kinds import PLURALS
from cms.reading.order import in_dutch_order
from cms.reading.paging import listing, readable_items


def organisation_index_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Organisations with something to read for this reader, and apart from them the others."""
    items = readable_items(request).order_by()
    counts = dict(items.values_list("organisation_id").annotate(count=Count("pk")))
    pages = apps.get_model("cms", "OrganisationPage").objects.child_of(page).live()
    found = in_dutch_order(pages)
    return {
        "organisations": [
            {"page": each, "count": counts[each.organisation_id]}
            for each in found
            if each.organisation_id in counts
        ],
        "others": [each for each in found if each.organisation_id not in counts],
    }


def organisation_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Items of one organisation, newest first, by kind as entrances, and its dossiers."""
    readable, slug = readable_items(request), page.organisation.slug
    items = readable.filter(organisation=page.organisation_id)
    collections = apps.get_model("cms", "CollectionPage").objects.child_of(page)
    tallies = counts_of(items, "kind")["kind"]
    kinds = [replace(tally, name=str(PLURALS[tally.slug])) for tally in tallies]
    return {
        **listing(items, request, urlencode({"organisatie": slug})),
        "kinds": chart("kind", kinds, organisatie=slug),
        "dossiers": dossiers(readable, among=collections),
    }
