"""The menu group "Knowledge": items of each kind, contacts, and reference data to look at."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from cms.contact_views import (
    ContactChooserViewSet,
    ContactCompareView,
    ContactHistoryView,
    ContactInspectView,
    ContactUsageView,
)
from cms.listing import (
    COLUMNS,
    COLUMNS_OF_ONE_KIND,
    AnyKindFilterSet,
    AnyKindIndexView,
    KnowledgeFilterSet,
    KnowledgeIndexView,
)
from cms.models import (
    CaseStudyPage,
    Contact,
    GuidePage,
    KnowledgePage,
    LessonPage,
    Municipality,
    Organisation,
    PlaybookPage,
)
from cms.policies import contacts_seen_by, organisations_acted_for_by
from cms.upkeep.views import StillRightColumn

ON_PAGES = {"add", "change", "publish"}


class PagesMenuItem(MenuItem):
    """Shown to whoever works on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Portal managers keep people and settings, and no content."""
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, ON_PAGES))


class KindViewSet(PageListingViewSet):
    """Items of one kind; the address and the name are those of the kind."""

    index_view_class = KnowledgeIndexView
    columns = COLUMNS_OF_ONE_KIND
    filterset_class = KnowledgeFilterSet
    menu_item_class = PagesMenuItem

    @cached_property
    def name(self) -> str:
        """Public name of the kind."""
        return self.model.KIND

    @cached_property
    def menu_label(self) -> Any:
        """Name of the kind in the plural."""
        return self.model._meta.verbose_name_plural.capitalize()


class CasesViewSet(KindViewSet):
    model = CaseStudyPage
    icon = "doc-full"


class LessonsViewSet(KindViewSet):
    model = LessonPage
    icon = "openquote"


class PlaybooksViewSet(KindViewSet):
    model = PlaybookPage
    icon = "list-ol"


class GuidesViewSet(KindViewSet):
    model = GuidePage
    icon = "help"


class AllItemsViewSet(KindViewSet):
    """Items of all kinds."""

    model = KnowledgePage
    name = "kennis"
    index_view_class = AnyKindIndexView
    columns = COLUMNS
    filterset_class = AnyKindFilterSet
    icon = "folder-open-inverse"
    menu_label = _("All items")


class ContactForm(WagtailAdminModelForm):
    """Offers only the organisations that the editor works for as the keeper of a contact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and "owner" in self.fields:
            own = organisations_acted_for_by(self.for_user)
            self.fields["owner"].queryset = own
            if own.count() == 1:
                self.fields["owner"].initial = own.get()

    def defer_required_fields(self) -> None:
        """Take no unfinished draft: every saved change waits for who confirms it."""


class ContactIndexView(IndexView):
    """Contacts, with a link to change those of one's own organisation."""

    def get_base_queryset(self) -> QuerySet[Contact]:
        """Ask of all rows at once which this person may change."""
        policy, user = self.permission_policy, self.request.user
        own = policy.instances_user_has_permission_for(user, "change").order_by()
        contacts: QuerySet[Contact] = super().get_base_queryset().select_related("owner")
        contacts = contacts.filter(pk__in=contacts_seen_by(user).order_by().values("pk"))
        return contacts.annotate(may_change=Q(pk__in=own.values("pk")))

    def get_edit_url(self, instance: Any) -> str | None:
        """Offer no link that would lead to a refusal."""
        return super().get_edit_url(instance) if instance.may_change else None


class SavedByHandMixin:
    """A form that is saved when somebody says so: half a phone number is for nobody to confirm."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Turn saving while somebody types off."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # of Wagtail's views
        self.autosave_enabled = False

    def get_success_message(self, instance: Any = None) -> str:
        """Say what happens next."""
        saved = super().get_success_message(instance)  # type: ignore[misc]  # likewise
        return f"{saved} {gettext('Readers see it when somebody else has confirmed it.')}"


class ContactCreateView(SavedByHandMixin, CreateView):
    """A new contact is a draft until somebody else confirms it."""


class ContactEditView(SavedByHandMixin, EditView):
    """An editor changes only the contacts of her own organisation."""

    def get_object(self, queryset: Any = None) -> Contact:
        """Refuse the contacts of others; Wagtail asks only for the right as such."""
        contact: Contact = super().get_object(queryset)
        # A draft may name another organisation; until it is confirmed, nothing changed hands.
        if not self.user_has_permission_for_instance("change", self.live_object):
            raise PermissionDenied
        return contact

    def form_valid(self, form: Any) -> HttpResponse:
        """Save nothing where nothing changed: whoever wrote it may not confirm it."""
        draft = Contact.objects.get(pk=self.object.pk).draft
        if any(getattr(draft, name) != value for name, value in form.cleaned_data.items()):
            answer: HttpResponse = super().form_valid(form)
            return answer
        messages.info(self.request, gettext("Nothing changed, so nothing was saved."))
        return redirect(self.get_edit_url())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say that a change waits."""
        if self.object.has_unpublished_changes:
            address = reverse("cms_confirm_contact", args=[self.object.pk])
            button = messages.button(address, gettext("See what changes"))
            text = gettext("This change waits until somebody else confirms it.")
            messages.info(request, text, buttons=[button])
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer


class ContactViewSet(SnippetViewSet):
    """Contacts: who keeps them right and when they were last checked."""

    model = Contact
    icon = "mail"
    menu_label = _("Contacts")
    # Registered by hand below, in the group.
    menu_item_is_registered = True
    index_view_class = ContactIndexView
    add_view_class = ContactCreateView
    edit_view_class = ContactEditView
    history_view_class = ContactHistoryView
    revisions_compare_view_class = ContactCompareView
    usage_view_class = ContactUsageView
    inspect_view_class = ContactInspectView
    chooser_viewset_class = ContactChooserViewSet
    edit_handler = ObjectList(Contact.panels, base_form_class=ContactForm)
    list_display = [
        *("name", "phone", "organisation_name", "owner", "last_checked"),
        StillRightColumn("still_right", label=_("Still right?")),
    ]
    list_filter = {"owner": ["exact"], "last_checked": ["lte", "gte"]}
    search_fields = ["name", "description", "organisation_name"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = Contact.FIELDS


class MunicipalityViewSet(ModelViewSet):
    """Municipalities as loaded from the table; to look at."""

    model = Municipality
    name = "gemeenten"
    icon = "site"
    menu_label = _("Municipalities")
    list_display = ["name", "size_class", "population", "riec_region", "province", "is_current"]
    list_filter = ["size_class", "riec_region", "province", "is_current"]
    search_fields = ["name"]
    form_fields = ["name"]
    list_per_page = 50
    inspect_view_enabled = True
    copy_view_enabled = False


class OrganisationViewSet(ModelViewSet):
    """Organisations as loaded from the table, with their groups; to look at."""

    model = Organisation
    name = "organisaties"
    icon = "group"
    menu_label = _("Organisations")
    list_display = ["name", "kind", "riec_region", Column("members", label=_("Members"))]
    list_filter = ["kind"]
    search_fields = ["name"]
    form_fields = ["name"]
    inspect_view_enabled = True
    copy_view_enabled = False


class KnowledgeGroup(ViewSetGroup):
    """The menu group of this portal, above Wagtail's own."""

    menu_label = _("Knowledge")
    menu_name = "knowledge"
    menu_icon = "folder-open-inverse"
    menu_order = 90
    items = (
        AllItemsViewSet,
        CasesViewSet,
        LessonsViewSet,
        PlaybooksViewSet,
        GuidesViewSet,
        ContactViewSet,
        OrganisationViewSet,
        MunicipalityViewSet,
    )
