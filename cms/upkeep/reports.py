"""The report of what is out of date or soon will be, to look through and to export."""

from typing import Any

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from cms.exports import ExportMixin
from cms.models import Kind, KnowledgePage, Organisation
from cms.moderation.owners import owner_in_query
from cms.upkeep.dates import last_day_asked_of
from cms.upkeep.due import all_due_for, where_to_keep
from cms.upkeep.views import StillRightColumn


def kind_of(page: Any) -> str:
    """Return the kind of an item, or what another page is, in words."""
    is_item = isinstance(page, KnowledgePage)
    return page.kind_label if is_item else capfirst(page._meta.verbose_name)


def kept_by(page: Any) -> str:
    """Return the name of who keeps a page: its owner, or else its organisation."""
    if page.owner is None:
        return page.keeper_name or ""
    return str(page.owner.get_full_name() or page.owner.get_username())


def day_of_review(page: Any) -> str:
    """Return the date in words."""
    return date_format(page.review_by, "j F Y") if page.review_by else ""


def state(page: Any) -> str:
    """Return what is the matter, in words."""
    links = [str(_("nobody opened the links last month"))] if page.links_due else []
    if page.review_by is None:
        return ", ".join(links)
    if page.is_overdue:
        return ", ".join([str(_("possibly out of date")), *links])
    left = page.review_by - timezone.localdate()
    text = ngettext("%(days)d day left", "%(days)d days left", left.days)
    return ", ".join([text % {"days": left.days}, *links])


def organisations(request: HttpRequest) -> QuerySet[Organisation]:
    """Organisations that keep something of what is listed."""
    listed = all_due_for(request.user).annotate(keeper=owner_in_query()).order_by()
    return Organisation.objects.filter(pk__in=listed.values("keeper"))


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
        label=_("Organisation"),
        field_name="keeper",
        to_field_name="pk",  # what is listed holds its number
        queryset=organisations,
        widget=CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"),
        field_name="knowledgepage__kind",
        choices=Kind.choices,
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def filter_when(self, pages: PageQuerySet, name: str, value: str) -> PageQuerySet:
        """Items whose date has come, whose date is near, or pages whose links nobody opened."""
        if value == "links":
            return pages.filter(links_due=True)
        due = KnowledgePage.objects.due_for_review()
        if value == "due":
            return pages.filter(pk__in=due.values("pk"))
        soon = KnowledgePage.objects.due_for_review(last_day_asked_of())
        return pages.filter(pk__in=soon.values("pk")).exclude(pk__in=due.values("pk"))


class UpkeepView(ExportMixin, ReportView):
    """Published items that somebody must look at within 60 days, the longest overdue first.

    And pages whose links nobody opened last month. Everybody sees those that they keep.
    """

    page_title = _("Still right?")
    header_icon = "time"
    model = Page
    index_url_name = "cms_upkeep"
    index_results_url_name = "cms_upkeep_results"
    filterset_class = UpkeepFilterSet
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn(
            "title",
            label=_("Title"),
            get_url=where_to_keep,
        ),
        Column("kind_in_words", label=_("Kind"), accessor=kind_of),
        Column("keeper_name", label=_("Organisation")),
        Column("kept_by", label=_("Kept by"), accessor=kept_by),
        Column("review_by", label=_("Review by"), accessor=day_of_review),
        Column("state", label=_("State"), accessor=state),
        StillRightColumn("still_right", label=_("Still right?")),
    ]
    list_export = ["title", "kind_in_words", "keeper_name", "kept_by", "review_by", "state"]
    export_headings = {
        "title": _("Title"),
        "kind_in_words": _("Kind"),
        "keeper_name": _("Organisation"),
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

    def get_queryset(self) -> PageQuerySet:
        """What is due, of what the person keeps."""
        names = Organisation.objects.filter(pk=OuterRef("keeper")).values("name")
        due = all_due_for(self.request.user).annotate(keeper=owner_in_query())
        return due.annotate(keeper_name=Subquery(names)).prefetch_related("owner").specific()

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Write people and states in words."""
        item.kept_by, item.state, item.kind_in_words = kept_by(item), state(item), kind_of(item)
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
