"""The sitemap: what everybody may read, and nothing else."""

from typing import Any

from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cms.access import STRANGER
from cms.models import KnowledgePage


class PublicSitemap(Sitemap):
    """Live public pages; items only as a stranger may read them."""

    def items(self) -> Any:
        """Published pages without a restriction, minus items with a label."""
        items = KnowledgePage.objects.all()
        hidden = items.exclude(pk__in=items.readable_by(STRANGER).values("pk"))
        pages: Any = super().items()
        return pages.filter(pk__in=Page.objects.exclude(pk__in=hidden.values("pk")).values("pk"))


def sitemap(request: HttpRequest) -> HttpResponse:
    """Serve sitemap.xml."""
    response: HttpResponse = sitemap_view(request, sitemaps={"wagtail": PublicSitemap(request)})
    return response
