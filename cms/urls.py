"""Addresses of the content beside the pages themselves."""

from django.urls import include, path

from cms.media import serve_media
from cms.sitemaps import sitemap

urlpatterns = [
    path("", include("cms.contributions.urls")),
    path("media/<path:path>", serve_media, name="media"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
