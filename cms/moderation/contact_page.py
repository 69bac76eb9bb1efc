"""The page on which somebody confirms a change of a contact: what readers see now, and then."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.models import Contact
from cms.moderation.contacts import (
    ChangedMeanwhileError,
    confirm,
    drop,
    may_confirm,
    may_drop,
)
from cms.moderation.in_use import InUseError, where_used
from cms.moderation.read_version import version_of
from cms.publication import reasons_against


def confirm_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changes to who may confirm it or take it back; looking changes nothing."""
    contact = Contact.objects.filter(pk=pk).first()
    if contact is None or not contact.has_unpublished_changes:
        return _is_over(request)
    may = {"confirm": may_confirm(contact, request.user), "drop": may_drop(contact, request.user)}
    if not any(may.values()):
        raise Http404
    draft = contact.draft
    faults = reasons_against(draft)
    if request.method == "POST" and not _is_refused(request, faults):
        return _decide(request, contact)
    context = {
        "contact": draft,
        "is_new": not contact.live,
        "changes": _changes(contact, draft),
        "faults": faults,
        "may_confirm": may["confirm"],
        "may_drop": may["drop"],
        "version": version_of(contact.latest_revision),
    }
    return TemplateResponse(request, "cms/admin/confirm_contact.html", context)


def _is_over(request: HttpRequest) -> HttpResponse:
    """Tell whoever comes by an old link or clicks twice. What waited where is not told."""
    messages.info(request, _("Nothing waits here: the change was confirmed or dropped already."))
    return redirect("wagtailsnippets_cms_contact:list")


def _is_refused(request: HttpRequest, faults: list[str]) -> bool:
    return bool(faults) and request.POST.get("action") != "drop"


def _decide(request: HttpRequest, contact: Contact) -> HttpResponse:
    drops = request.POST.get("action") == "drop"
    try:
        (drop if drops else confirm)(contact, request.user, request.POST.get("version", ""))
    except ChangedMeanwhileError:
        text = _("Nothing was confirmed: somebody saved another change meanwhile. Read it first.")
        messages.warning(request, text)
        return redirect("cms_confirm_contact", contact.pk)
    except InUseError:
        text = _(
            "Nothing was dropped: items or settings use this contact. Take it out there first."
        )
        messages.error(request, f"{text} {where_used([contact], request.user)}".strip())
        return redirect("cms_confirm_contact", contact.pk)
    said = _("The change is dropped.") if drops else _("Readers now see what you confirmed.")
    messages.success(request, said)
    return redirect("wagtailsnippets_cms_contact:list")


def _changes(contact: Contact, draft: Contact) -> list[tuple[str, Any, Any]]:
    """Return each field that differs: its name, what readers see now, and what they would see.

    The day of the check becomes that of the confirmation, whatever it was.
    """
    found = []
    for name in (name for name in Contact.FIELDS if name != "last_checked"):
        field: Any = Contact._meta.get_field(name)
        before = getattr(contact, name) if contact.live else ""
        after = getattr(draft, name)
        if before != after:
            found.append((capfirst(field.verbose_name), before, after))
    return found


urlpatterns = [
    path("contact-bevestigen/<number:pk>/", confirm_contact, name="cms_confirm_contact"),
]
