"""Saying that an item or contact is still right: in one click, by whoever may change it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.models import Contact
from cms.moderation.reviewed import goes_through_review
from cms.reading.parts import day
from cms.upkeep.dates import contact_still_right, next_day, still_right
from cms.upkeep.keepers import may_keep
from cms.upkeep.links import checked_on, fingerprint, links_of


def item_still_right(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask about one published item or page around it; looking changes nothing."""
    page = get_object_or_404(Page.objects.live(), pk=page_id).specific
    if not (goes_through_review(page) and may_keep(page, request.user)):
        raise Http404
    links = links_of(page)
    if request.method == "POST":
        seen = fingerprint(links) if request.POST.get("links") == fingerprint(links) else ""
        until = still_right(page, request.user, seen)
        text = _("%(name)s is still right.")
        if until:
            text = _("%(title)s is still right. It must be looked at again before %(date)s.")
        words = {"name": page.title, "title": page.title, "date": day(until)}
        messages.success(request, text % words)
        return redirect(get_valid_next_url_from_request(request) or reverse("cms_upkeep"))
    return TemplateResponse(
        request,
        "cms/admin/still_right.html",
        {
            "title": page.title,
            "page": page,
            "until": next_day(page),
            "look": page.get_url(request),
            "links": links,
            "seen": fingerprint(links),
            "checked_on": checked_on(page, links),
            "change": reverse("wagtailadmin_pages:edit", args=[page.pk])
            if page.permissions_for_user(request.user).can_edit()
            else "",
        },
    )


def contact_is_still_right(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask about one contact; looking changes nothing."""
    contact = get_object_or_404(Contact, pk=pk)
    policy = policy_registry.get_by_type(Contact)
    if not policy.user_has_permission_for_instance(request.user, "change", contact):
        raise Http404
    if request.method == "POST":
        contact_still_right(contact, request.user)
        messages.success(request, _("%(name)s is still right.") % {"name": contact.name})
        return redirect(get_valid_next_url_from_request(request) or reverse(CONTACTS))
    return TemplateResponse(
        request,
        "cms/admin/still_right.html",
        {
            "title": contact.name,
            "contact": contact,
            "change": reverse("wagtailsnippets_cms_contact:edit", args=[contact.pk]),
        },
    )


class StillRightColumn(Column):
    """A button in a list, for what the person may change."""

    cell_template_name = "cms/admin/still_right_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Post to the page of the item or contact, and come back to the list."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        is_contact = isinstance(instance, Contact)
        address = "cms_contact_still_right" if is_contact else "cms_still_right"
        may = instance.may_change if is_contact else True  # the report holds what one keeps
        url = reverse(address, args=[instance.pk]) if may else ""
        is_asked = not is_contact and instance.links_due  # of links: they stand on that page
        back = urlencode({"next": request.get_full_path()})
        return {
            **context,
            "about": str(instance),
            "action": "" if is_asked else url,
            "ask": f"{url}?{back}" if is_asked else "",
            "csrf_token": get_token(request),
            "back": request.get_full_path(),
        }


class StillRightItem(ActionMenuItem):
    """Leads from the editor of a published page to the question."""

    name = "action-still-right"
    label = gettext_lazy("Still right?")
    icon_name = "check"

    def is_shown(self, context: Any) -> bool:
        """Only what readers see can be still right."""
        page = context.get("page")
        return context["view"] == "edit" and goes_through_review(page) and page.live

    def get_url(self, context: Any) -> str:
        """Lead to the question."""
        return reverse("cms_still_right", args=[context["page"].pk])


CONTACTS = "wagtailsnippets_cms_contact:list"

urlpatterns: list[URLPattern] = [
    path("klopt-nog/stuk/<number:page_id>/", item_still_right, name="cms_still_right"),
    path("klopt-nog/contact/<number:pk>/", contact_is_still_right, name="cms_contact_still_right"),
]
