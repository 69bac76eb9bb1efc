"""The report of what is out of date or soon will be, to look through and to export."""

import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.exports import ExportMixin
from cms.listing import organisations
from cms.models import Kind, KnowledgePage
from cms.querysets import KnowledgeQuerySet
from cms.upkeep.dates import last_day_asked_of
from cms.upkeep.due import all_due_for
from cms.upkeep.views import StillRightColumn


def kept_by(page: KnowledgePage) -> str:
    """Return the name of who keeps an item: its owner, or else its organisation."""
    if page.owner is None:
        return str(page.organisation)
    return str(page.owner.get_full_name() or page.owner.get_username())


def day_of_review(page: KnowledgePage) -> str:
    """Return the date in words."""
    return date_format(page.review_by, "j F Y") if page.review_by else ""


def state(page: KnowledgePage) -> str:
    """Return what is the matter, in words."""
    links = [str(_("nobody opened the links last month"))] if page.links_due else []
    if page.is_overdue:
        return ", ".join([str(_("possibly out of date")), *links])
    left = (page.review_by or datetime.date.max) - timezone.localdate()
    text = ngettext("%(days)d day left", "%(days)d days left", left.days)
    return ", ".join([text % {"days": left.days}, *links])


class UpkeepFilterSet(WagtailFilterSet):
    """What to narrow the report by."""

    when = django_filters.ChoiceFilter(
        label=_("Review"),
        method="filter_when",
        empty_label=_("All"),
        choices=[
            ("due", _("due")),
            ("soon", _("due within 60 days")),
            ("links", _("links that nobody opened last month")),
        ],
        widget=RadioSelect,
    )
    organisation = django_filters.ModelMultipleChoiceFilter(
        label=_("Organisation"), queryset=organisations, widget=CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Kind.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = KnowledgePage
        fields: list[str] = []

    def filter_when(
        self, items: KnowledgeQuerySet, name: str, value: str
    ) -> QuerySet[KnowledgePage]:
        """Items whose date has come, whose date is near, or whose links nobody opened."""
        if value == "due":
            return items.due_for_review()
        if value == "links":
            return items.filter(links_due=True)
        return items.filter(review_by__gt=timezone.localdate(), review_by__lte=last_day_asked_of())


class UpkeepView(ExportMixin, ReportView):
    """Published items that somebody must look at within 60 days, the longest overdue first.

    And items whose links nobody opened last month. Everybody sees those that they may change.
    """

    page_title = _("Still right?")
    header_icon = "time"
    model = KnowledgePage
    index_url_name = "cms_upkeep"
    index_results_url_name = "cms_upkeep_results"
    filterset_class = UpkeepFilterSet
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn(
            "title",
            label=_("Title"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("kind_label", label=_("Kind")),
        Column("organisation", label=_("Organisation")),
        Column("kept_by", label=_("Kept by"), accessor=kept_by),
        Column("review_by", label=_("Review by"), accessor=day_of_review),
        Column("state", label=_("State"), accessor=state),
        StillRightColumn("still_right", label=_("Still right?")),
    ]
    list_export = ["title", "kind_label", "organisation", "kept_by", "review_by", "state"]
    export_headings = {
        "title": _("Title"),
        "kind_label": _("Kind"),
        "organisation": _("Organisation"),
        "kept_by": _("Kept by"),
        "review_by": _("Review by"),
        "state": _("State"),
    }

    @cached_property
    def permission_policy(self) -> Any:
        """Rights are on pages."""
        return policy_registry.get_by_type(Page)

    def get_filename(self) -> str:
        """Name the export by its day."""
        return f"na-te-kijken-{timezone.localdate().isoformat()}"

    def get_queryset(self) -> KnowledgeQuerySet:
        """What is due, of what the person may change."""
        due = all_due_for(self.request.user)
        return due.select_related("organisation", "owner")

    def to_row_dict(self, item: KnowledgePage) -> dict[str, Any]:
        """Write people and states in words."""
        item.kept_by, item.state = kept_by(item), state(item)
        row: dict[str, Any] = super().to_row_dict(item)
        return row


urlpatterns: list[URLPattern] = [
    path("reports/klopt-nog/", UpkeepView.as_view(), name="cms_upkeep"),
    path(
        "reports/klopt-nog/results/",
        UpkeepView.as_view(results_only=True),
        name="cms_upkeep_results",
    ),
]
