"""Synonyms of editors in the CMS: the menu item, the listing, the form and the history."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminAutoHeightTextInput

from search.history import last_changed_by
from search.synonyms.forms import SynonymRuleForm
from search.synonyms.models import SynonymRule
from search.viewset import EditorsViewSet


class SynonymRuleIndexView(generic.IndexView):
    """Lists the rules with who changed each last."""

    def get_base_queryset(self) -> QuerySet[SynonymRule]:
        """Read the last person to change each with the rows."""
        return SynonymRule.objects.annotate(_changed_by=last_changed_by(SynonymRule))


class SynonymRuleViewSet(EditorsViewSet):
    """What means the same to the search, in the words of editors."""

    model = SynonymRule
    name = "synoniemen"
    icon = "openquote"
    menu_name = "synonyms"
    menu_order = 96  # below the best bets
    index_view_class = SynonymRuleIndexView
    edit_handler = ObjectList(
        [
            FieldPanel("rule", widget=AdminAutoHeightTextInput(attrs={"rows": 2})),
            FieldPanel("note"),
            FieldPanel("is_active"),
        ],
        base_form_class=SynonymRuleForm,
    )
    list_display = [
        "rule",
        BooleanColumn("is_active", label=_("On"), sort_key="is_active"),
        "note",
        Column("_changed_by", label=_("Changed by")),
        UpdatedAtColumn(),
    ]
    list_filter = ["is_active"]
    search_fields = ["rule", "note"]
