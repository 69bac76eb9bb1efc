"""Best bets in the CMS: the menu item, the listing, the form and the history."""

from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.widgets import AdminAutoHeightTextInput

from search.bestbets.forms import BestBetForm
from search.bestbets.models import BestBet
from search.bestbets.policy import visible_bets
from search.history import last_changed_by
from search.viewset import EditorsViewSet


class PeriodColumn(Column):
    """When a best bet counts."""

    def get_value(self, instance: BestBet) -> str:
        """Return the first and the last day in words; "always" without them."""
        first, last = (
            day and date_format(day, "SHORT_DATE_FORMAT")
            for day in (instance.starts_on, instance.ends_on)
        )
        if first and last:
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        if first:
            return _("from %(first)s") % {"first": first}
        return _("until %(last)s") % {"last": last} if last else _("always")


class BestBetIndexView(generic.IndexView):
    """Lists the best bets whose item the editor may see; names no other item."""

    def get_base_queryset(self) -> QuerySet[BestBet]:
        """Read items and the last person to change each with the rows."""
        return (
            visible_bets(self.request.user)
            .select_related("item")
            .annotate(_changed_by=last_changed_by(BestBet))
        )


class VisibleBets:
    """Another view of one best bet: one on a hidden item is not there."""

    request: Any

    def get_queryset(self) -> QuerySet[BestBet]:
        """Look for it where the editor may see."""
        return visible_bets(self.request.user)


class VisibleBet:
    """Likewise, for the views whose queryset is about something else."""

    request: Any

    def get_base_object_queryset(self) -> QuerySet[BestBet]:
        """Look for it where the editor may see."""
        return visible_bets(self.request.user)


class BestBetEditView(VisibleBets, generic.EditView):
    pass


class BestBetDeleteView(VisibleBets, generic.DeleteView):
    pass


class BestBetHistoryView(VisibleBet, history.HistoryView):
    pass


class BestBetUsageView(VisibleBet, usage.UsageView):
    pass


class BestBetViewSet(EditorsViewSet):
    """The answers that editors recommend for what readers type."""

    model = BestBet
    name = "aanbevolen"
    icon = "thumbtack"
    menu_name = "best-bets"
    menu_order = 95  # below the items themselves
    index_view_class = BestBetIndexView
    edit_view_class = BestBetEditView
    delete_view_class = BestBetDeleteView
    history_view_class = BestBetHistoryView
    usage_view_class = BestBetUsageView
    edit_handler = ObjectList(
        [
            FieldPanel("words", widget=AdminAutoHeightTextInput(attrs={"rows": 4})),
            PageChooserPanel("item"),
            FieldPanel("note"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=BestBetForm,
    )
    list_display = [
        "all_words",
        Column("item.get_admin_display_title", label=gettext_lazy("Item"), sort_key="item__title"),
        Column("item.get_label_display", label=gettext_lazy("Label"), sort_key="item__label"),
        PeriodColumn("period", label=gettext_lazy("Shows"), sort_key="starts_on"),
        Column("_changed_by", label=gettext_lazy("Changed by")),
        UpdatedAtColumn(),
    ]
    search_fields = ["words", "note", "item__title"]
