"""The sitemap: what everybody may read, and nothing else."""

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page, Site

from cms.access import STRANGER
from cms.models import CollectionEntry, CollectionPage, KnowledgePage
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
        pages = public_pages().descendant_of(site.root_page, inclusive=True)
        return pages.exclude(pk__in=_bare_dossiers()).order_by("path")

    def location(self, item: Page) -> str:
        """Return the address within the site."""
        return item.get_url(self.request) or ""

    def lastmod(self, item: Page) -> datetime.datetime | None:
        """Return when readers last saw it change."""
        changed: datetime.datetime | None = item.last_published_at
        return changed or item.latest_revision_created_at


class FormSitemap(Sitemap[str]):
    """What everybody may do here without an account."""

    def items(self) -> list[str]:
        """Return the names of their addresses."""
        return ["hand_in"]

    def location(self, item: str) -> str:
        """Return the address within the site."""
        return reverse(item)


def _bare_dossiers() -> QuerySet[Any, Any]:
    """Dossiers in which a stranger can read nothing: they are in no list of theirs either."""
    readable = KnowledgePage.objects.readable_by(STRANGER).order_by().values("pk")
    filled = CollectionEntry.objects.filter(item__in=readable).order_by().values("page")
    return CollectionPage.objects.exclude(pk__in=filled).order_by().values("pk")


def sitemap(request: HttpRequest) -> HttpResponse:
    """Serve sitemap.xml."""
    sitemaps: dict[str, Any] = {"pages": PublicSitemap(request), "forms": FormSitemap()}
    response: HttpResponse = sitemap_view(request, sitemaps=sitemaps)
    return response
