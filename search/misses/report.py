"""The report of searches that found nothing, to look through and to export."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.exports import ExportMixin
from search.editors import SearchEditorPolicy
from search.misses.models import Miss
from search.synonyms.models import SynonymRule

COLUMNS = {"text": _("Typed"), "times": _("Times in a month")}


def may_see_misses(user: Any) -> bool:
    """Tell whether somebody can do something about it."""
    return SearchEditorPolicy(SynonymRule).user_has_permission(user, "add")


def search_for(text: str) -> str:
    """Return the address at which the search finds nothing."""
    return f"{reverse('search:results')}?{urlencode({'q': text})}"


class MissesView(ExportMixin, ReportView):
    """What readers typed at least five times in a month, the most wanted first."""

    page_title = _("Searched for and not found")
    header_icon = "search"
    index_url_name = "search_misses"
    index_results_url_name = "search_misses_results"
    list_export = list(COLUMNS)
    export_headings = COLUMNS
    columns = [
        TitleColumn("text", label=COLUMNS["text"], get_url=lambda miss: search_for(miss["text"])),
        Column("times", label=COLUMNS["times"]),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who cannot add a synonym."""
        if not may_see_misses(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Return the texts with their times."""
        return Miss.objects.wanted()

    def get_filename(self) -> str:
        """Name the export by its day."""
        return f"niet-gevonden-{timezone.localdate().isoformat()}"


class MissesMenuItem(MenuItem):
    """Shown to editors of the search."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whoever sees the panel."""
        return may_see_misses(request.user)


def menu_item() -> MissesMenuItem:
    """Lead there from the reports."""
    address = reverse_lazy("search_misses")
    return MissesMenuItem(MissesView.page_title, address, name="misses", icon_name="search")


urlpatterns: list[URLPattern] = [
    path("reports/niet-gevonden/", MissesView.as_view(), name="search_misses"),
    path(
        "reports/niet-gevonden/results/",
        MissesView.as_view(results_only=True),
        name="search_misses_results",
    ),
]
