"""How items are listed in the CMS: columns, filters and search."""

import datetime
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.exports import ExportMixin
from cms.labels import Label
from cms.models import Kind, KnowledgePage, Organisation
from cms.querysets import KnowledgeQuerySet

SOON = datetime.timedelta(days=90)


def explorable_items(request: HttpRequest) -> KnowledgeQuerySet:
    """Items that the person may find in the explorer of the CMS."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(request.user)
    return KnowledgePage.objects.filter(pk__in=explorable.order_by().values("pk"))


def kinds() -> list[type[KnowledgePage]]:
    """Page types of the kinds, in the order of the kinds."""
    return sorted(KnowledgePage.__subclasses__(), key=lambda kind: Kind.values.index(kind.KIND))


def owners(request: HttpRequest) -> QuerySet[Any]:
    """People who made one of the items listed; nobody else's name is told."""
    made_by = explorable_items(request).order_by().values("owner")
    return get_user_model().objects.filter(pk__in=made_by).order_by("username")


def organisations(request: HttpRequest) -> QuerySet[Organisation]:
    """Organisations that own one of the items listed."""
    return Organisation.objects.filter(items__in=explorable_items(request)).distinct()


class ReviewColumn(Column):
    """The date on which somebody must look again, and whether it has come."""

    def get_value(self, instance: KnowledgePage) -> str:
        """Return the date in words of the reader's country; a mark when it is due."""
        if instance.review_by is None:
            return ""
        day = date_format(instance.review_by, "SHORT_DATE_FORMAT")
        if instance.live and instance.review_by <= timezone.localdate():
            return _("%(date)s: due") % {"date": day}
        return day


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=gettext_lazy("Title"), sort_key="title", classname="title"),
    Column("kind_label", label=gettext_lazy("Kind"), sort_key="kind"),
    Column("organisation", label=gettext_lazy("Organisation"), sort_key="organisation__name"),
    Column("get_label_display", label=gettext_lazy("Label"), sort_key="label"),
    ReviewColumn("review_by", label=gettext_lazy("Review by"), sort_key="review_by"),
    PageStatusColumn("status", label=gettext_lazy("Status"), sort_key="live"),
    DateColumn(
        "latest_revision_created_at",
        label=gettext_lazy("Updated"),
        sort_key="latest_revision_created_at",
    ),
]
COLUMNS_OF_ONE_KIND = [column for column in COLUMNS if column.name != "kind_label"]


class KnowledgeFilterSet(WagtailFilterSet):
    """What an editor narrows the listing by."""

    organisation = django_filters.ModelMultipleChoiceFilter(
        label=gettext_lazy("Organisation"), queryset=organisations, widget=CheckboxSelectMultiple
    )
    label = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Label"), choices=Label.choices, widget=CheckboxSelectMultiple
    )
    review = django_filters.ChoiceFilter(
        label=gettext_lazy("Review"),
        method="filter_review",
        empty_label=gettext_lazy("All"),
        choices=[
            ("due", gettext_lazy("due")),
            ("soon", gettext_lazy("due within three months")),
            ("none", gettext_lazy("no date set")),
        ],
        widget=RadioSelect,
    )
    review_by = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Review by"), widget=DateRangePickerWidget
    )
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        method="filter_status",
        empty_label=gettext_lazy("All"),
        choices=[
            ("live", gettext_lazy("published")),
            ("changed", gettext_lazy("published, with a newer draft")),
            ("draft", gettext_lazy("draft")),
        ],
        widget=RadioSelect,
    )
    owner = MultipleUserFilter(
        label=gettext_lazy("Made by"), queryset=owners, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = KnowledgePage
        fields: list[str] = []

    def filter_review(
        self, items: KnowledgeQuerySet, name: str, value: str
    ) -> QuerySet[KnowledgePage]:
        """Items whose review is due, soon due, or has no date."""
        if value == "none":
            return items.filter(review_by=None)
        today = timezone.localdate()
        return items.due_for_review(today if value == "due" else today + SOON)

    def filter_status(
        self, items: KnowledgeQuerySet, name: str, value: str
    ) -> QuerySet[KnowledgePage]:
        """Items that are live, live with a newer draft, or not live."""
        if value == "changed":
            return items.filter(live=True, has_unpublished_changes=True)
        return items.filter(live=value == "live")


class AnyKindFilterSet(KnowledgeFilterSet):
    """The same for items of all kinds together."""

    kind = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Kind"), choices=Kind.choices, widget=CheckboxSelectMultiple
    )
    field_order = ["kind"]


class KnowledgeIndexView(ExportMixin, IndexView):
    """Items that one may find in the explorer, wherever they live."""

    list_export = ["pk", "title", "kind_label", "organisation.name", "label", "review_by", "live"]
    export_headings = {
        "pk": gettext_lazy("Item"),
        "kind_label": gettext_lazy("Kind"),
        "organisation.name": gettext_lazy("Organisation"),
    }
    export_filename = "kennis"

    def annotate_queryset(self, pages: KnowledgeQuerySet) -> KnowledgeQuerySet:
        """Fetch the organisations of all rows at once."""
        return super().annotate_queryset(pages).prefetch_related("organisation")

    def search_queryset(self, queryset: KnowledgeQuerySet) -> KnowledgeQuerySet:
        """Find every word in title or summary; works with all filters and orders."""
        for word in self.search_query.split():
            in_title = Q(title__icontains=word) | Q(draft_title__icontains=word)
            queryset = queryset.filter(in_title | Q(summary__icontains=word))
        return queryset

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer to begin with a Word file beside an empty form."""
        return [*super().header_buttons, *self.word_buttons()]

    def word_buttons(self) -> list[HeaderButton]:
        """Lead to the Word file, for those who may add."""
        if not self.user_has_permission("add"):
            return []
        address = f"{reverse('cms_from_word')}?soort={self.model.KIND}"
        return [HeaderButton(_("From a Word file"), address, icon_name="doc-full-inverse")]

    def get_ordering(self) -> str:
        """Newest first, also when searching."""
        asked = self.request.GET.get("ordering", self.default_ordering)
        return asked if asked in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset: KnowledgeQuerySet) -> KnowledgeQuerySet:
        """Keep a steady order for equal values."""
        return queryset.order_by(self.ordering, "-pk")


class AnyKindIndexView(KnowledgeIndexView):
    """Items of all kinds, with a button for each kind one may add."""

    def get_add_url(self) -> None:
        """An item is always of one kind, so there is no single form to go to."""
        return

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """One button for each kind."""
        if not self.user_has_permission("add"):
            return []
        buttons = [
            HeaderButton(
                capfirst(page_type._meta.verbose_name),
                url=reverse(f"{page_type.KIND}:choose_parent"),
                icon_name="plus",
                priority=order,
            )
            for order, page_type in enumerate(kinds())
        ]
        return [*buttons, *self.word_buttons()]
