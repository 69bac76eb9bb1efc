"""The report of decisions, with filters and exports."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Q, QuerySet, Value
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.decisions.actions import DECISIONS
from cms.decisions.others import SUBJECTS, about_item, others
from cms.decisions.reach import (
    Decision,
    decisions_for,
    may_see_decisions,
    others_for,
    told_to,
)
from cms.exports import ExportMixin
from cms.models import Organisation

PART = 500  # decisions looked up at once for an export


def actors(request: HttpRequest) -> QuerySet[Any]:
    """People who took one of the decisions that one sees."""
    logs = (decisions_for(request.user), others_for(request.user))
    on_pages, on_others = (Q(pk__in=log.order_by().values("user")) for log in logs)
    return get_user_model().objects.filter(on_pages | on_others).order_by("username")


def names() -> list[tuple[str, Any]]:
    """What can be decided, on pages and on all else; what both know is named as on pages."""
    known = {action: name for subject in SUBJECTS for action, name in subject.names.items()}
    return list({**known, **DECISIONS}.items())


class DecisionFilterSet(WagtailFilterSet):
    """What one narrows the decisions by."""

    action = django_filters.MultipleChoiceFilter(
        label=_("What was decided"), choices=names, widget=CheckboxSelectMultiple
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

    def filter_others(self, entries: QuerySet[ModelLogEntry]) -> QuerySet[ModelLogEntry]:
        """Narrow the decisions about no page by the same."""
        wanted = self.form.cleaned_data
        for name in ("action", "user"):
            if wanted[name]:
                entries = entries.filter(**{f"{name}__in": list(wanted[name])})
        if wanted["organisation"]:
            entries = entries.filter(pk__in=others([wanted["organisation"]]).values("pk"))
        if wanted["page"] is not None:
            entries = about_item(entries, wanted["page"])
        found: QuerySet[ModelLogEntry] = self.filters["timestamp"].filter(
            entries, wanted["timestamp"]
        )
        return found


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
        """Return the decisions on pages that one sees."""
        return decisions_for(self.request.user)

    def get_filtered_queryset(self) -> Any:
        """Return the rows of both logs, the last first."""
        logs = [super().get_filtered_queryset(), others_for(self.request.user)]
        if self.filters.is_valid():
            logs[1] = self.filters.filter_others(logs[1])
        pages, rest = (
            log.order_by()
            .annotate(of_page=Value(log is logs[0], BooleanField()))
            .values_list("timestamp", "id", "of_page")
            for log in logs
        )
        return pages.union(rest, all=True).order_by("-timestamp", "-id")

    def get_table(self, entries: Any) -> Any:
        """Print what may be told to this person."""
        return super().get_table(told_to(self.request.user, list(entries)))

    def decorate_paginated_queryset(self, entries: Any) -> Any:
        """Export no more than that, in parts: a log grows."""
        return self._told(entries) if self.is_export else entries

    def _told(self, entries: QuerySet[Any]) -> Iterator[Decision]:
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
