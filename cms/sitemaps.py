"""The sitemap: what everybody may read, and nothing else."""

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site

from cms.restrictions import public_pages


class PublicSitemap(Sitemap[Page]):
    """Published pages of this site that everybody may read, by the address one came to.

    Django's own class, not Wagtail's: that reads every page with the fields of its kind, a query
    for each kind, to print an address and a date.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> Any:
        """Return them in the order of the tree."""
        site = Site.find_for_request(self.request)
        if site is None:
            return Page.objects.none()
        return public_pages().descendant_of(site.root_page, inclusive=True).order_by("path")

    def location(self, item: Page) -> str:
        """Return the address within the site."""
        return item.get_url(self.request) or ""

    def lastmod(self, item: Page) -> datetime.datetime | None:
        """Return when readers last saw it change."""
        changed: datetime.datetime | None = item.last_published_at
        return changed or item.latest_revision_created_at


def sitemap(request: HttpRequest) -> HttpResponse:
    """Serve sitemap.xml."""
    response: HttpResponse = sitemap_view(request, sitemaps={"pages": PublicSitemap(request)})
    return response
