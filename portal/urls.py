"""Every address of the site; the pages of the tree come last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal import views

handler404 = "portal.views.page_not_found"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("", include("cms.accounts.urls")),  # before what Wagtail would sign in by itself
    path("beheer/reports/", include("cms.moderation.review_report")),  # before Wagtail's own
    path("beheer/workflows/", include("cms.moderation.steps")),  # likewise
    path("beheer/", include("cms.moderation.deleting")),  # likewise
    path("beheer/tag-autocomplete/", include("cms.keywords")),  # likewise
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]
