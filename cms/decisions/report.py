"""The report of decisions, with filters and exports."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import PageLogEntry

from cms.decisions.actions import DECISIONS
from cms.decisions.reach import Decision, decisions_for, may_see_decisions, told_to
from cms.exports import ExportMixin
from cms.models import Organisation

PART = 500  # decisions looked up at once for an export


def actors(request: HttpRequest) -> QuerySet[Any]:
    """People who took one of the decisions that one sees."""
    decided_by = decisions_for(request.user).order_by().values("user")
    return get_user_model().objects.filter(pk__in=decided_by).order_by("username")


class DecisionFilterSet(WagtailFilterSet):
    """What one narrows the decisions by."""

    action = django_filters.MultipleChoiceFilter(
        label=_("What was decided"), choices=list(DECISIONS.items()), widget=CheckboxSelectMultiple
    )
    user = MultipleUserFilter(label=_("By"), queryset=actors, widget=CheckboxSelectMultiple)
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        field_name="page__knowledgepage__organisation",
        queryset=Organisation.objects.all(),
    )
    timestamp = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)
    page = django_filters.NumberFilter(
        label=_("Number of the item"), field_name="page_id", max_value=999_999_999
    )

    class Meta:
        model = PageLogEntry
        fields: list[str] = []


COLUMNS = {
    "timestamp": _("Time"),
    "decision": _("What was decided"),
    "step": _("Step"),
    "item": _("Item"),
    "title": _("Title"),
    "organisation": _("Organisation"),
    "actor": _("By"),
    "reason": _("Reason"),
}


class DecisionsView(ExportMixin, ReportView):
    """Every decision stands in the log: actor, time, step and reason."""

    page_title = _("Decisions")
    header_icon = "history"
    filterset_class = DecisionFilterSet
    index_url_name = "cms_decisions"
    index_results_url_name = "cms_decisions_results"
    list_export = list(COLUMNS)
    export_headings = COLUMNS
    columns = [
        DateColumn("timestamp", label=_("Time")),
        *(Column(name, label=label) for name, label in COLUMNS.items() if name != "timestamp"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who does not work on items nor keeps the portal."""
        if not may_see_decisions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[PageLogEntry]:
        """Return the decisions one sees, the last first."""
        return decisions_for(self.request.user).select_related("user")

    def get_table(self, entries: Any) -> Any:
        """Print what may be told to this person."""
        return super().get_table(told_to(self.request.user, list(entries)))

    def decorate_paginated_queryset(self, entries: Any) -> Any:
        """Export no more than that, in parts: a log grows."""
        return self._told(entries) if self.is_export else entries

    def _told(self, entries: QuerySet[PageLogEntry]) -> Iterator[Decision]:
        for start in range(0, entries.count(), PART):
            yield from told_to(self.request.user, list(entries[start : start + PART]))

    def get_filename(self) -> str:
        """Name the file after the day."""
        return f"besluiten-{timezone.localdate():%Y-%m-%d}"


class DecisionsMenuItem(MenuItem):
    """Offered to whom the report is for."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Who works on items, and who keeps the portal."""
        return may_see_decisions(request.user)


def menu_item() -> MenuItem:
    """Return the entry in the menu of reports."""
    address = reverse_lazy("cms_decisions")
    return DecisionsMenuItem(
        _("Decisions"), address, name="decisions", icon_name="history", order=100
    )


urlpatterns = [
    path("reports/besluiten/", DecisionsView.as_view(), name="cms_decisions"),
    path(
        "reports/besluiten/rijen/",
        DecisionsView.as_view(results_only=True),
        name="cms_decisions_results",
    ),
]
