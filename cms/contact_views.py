"""Looking at contacts and choosing one: what waits is for who works for its organisation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import (
    HistoryView,
    InspectView,
    RevisionsCompareView,
    UsageView,
)

from cms.choosers import ContactChooser
from cms.models import Contact
from cms.policies import contacts_seen_by


class OfOneAmongOwn:
    """A view that tells of a draft; Wagtail asks only for the right as such."""

    request: Any

    def get_object(self, *args: Any) -> Contact:
        """Refuse the contacts of others, as the form does."""
        contact: Contact = super().get_object(*args)  # type: ignore[misc]  # of Wagtail's views
        live = Contact.objects.get(pk=contact.pk)  # whose it is: a draft may say otherwise
        policy = policy_registry.get_by_type(Contact)
        if not policy.user_has_permission_for_instance(self.request.user, "change", live):
            raise PermissionDenied
        return contact


class ContactHistoryView(OfOneAmongOwn, HistoryView):
    """Who changed it, and who confirmed that."""


class ContactCompareView(OfOneAmongOwn, RevisionsCompareView):
    """What differs between two versions."""


class ContactUsageView(OfOneAmongOwn, UsageView):
    """Where it stands."""


class ContactInspectView(InspectView):
    """What readers see; of a new one, what they will see."""

    def get_object(self, queryset: Any = None) -> Contact:
        """What waits elsewhere and what is not there look the same."""
        contact: Contact = super().get_object(queryset)
        if not self.user_has_permission_for_instance("view", contact):
            raise Http404
        return contact

    def get_page_subtitle(self) -> str:
        """Name it as readers know it, where Wagtail takes the name that waits."""
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[Any]:
        """Likewise."""
        items: list[Any] = super().get_breadcrumbs_items()
        return [*items[:1], items[-1]]


class OfSeen:
    """A part of the chooser: offers what one may look at."""

    request: Any

    def get_object_list(self) -> QuerySet[Contact]:
        return contacts_seen_by(self.request.user)

    def get_object(self, pk: Any) -> Contact:
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: list[Any]) -> QuerySet[Contact]:
        return self.get_object_list().filter(pk__in=pks)


class ChooseView(OfSeen, chooser.ChooseView):
    pass


class ChooseResultsView(OfSeen, chooser.ChooseResultsView):
    pass


class ChosenView(OfSeen, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(OfSeen, chooser.SnippetChosenMultipleView):
    pass


class ContactChooserViewSet(chooser.SnippetChooserViewSet):
    """Wagtail's chooser without what waits elsewhere."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    base_widget_class = ContactChooser
