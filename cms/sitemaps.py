"""The sitemap: what everybody may read, and nothing else."""

from typing import Any

from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap

from cms.restrictions import public_pages


class PublicSitemap(Sitemap):
    """Published pages of this site that everybody may read."""

    def items(self) -> Any:
        """Return them in the order of the tree."""
        root = self.get_wagtail_site().root_page
        return public_pages().descendant_of(root, inclusive=True).order_by("path").specific()


def sitemap(request: HttpRequest) -> HttpResponse:
    """Serve sitemap.xml."""
    response: HttpResponse = sitemap_view(request, sitemaps={"wagtail": PublicSitemap(request)})
    return response
