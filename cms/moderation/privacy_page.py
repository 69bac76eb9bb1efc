"""The page of the privacy check: what was found in a draft, solved by editing it or signed here."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import log
from wagtail.models import Page

from cms.consents import hidden_items_of, limit_readers
from cms.models import KnowledgePage, Organisation
from cms.moderation.editor_decisions import name_of
from cms.moderation.editors import is_vng_editor
from cms.moderation.excerpts import TOWN
from cms.moderation.findings import PrivacyFinding
from cms.moderation.privacy import Found, check, count_open, take_turns
from cms.moderation.reasons import ReasonForm, reason_field


class SignForm(ReasonForm):
    """Why this may stay."""

    finding = forms.IntegerField(widget=forms.HiddenInput)
    text_hash = forms.CharField(widget=forms.HiddenInput)
    reason = reason_field(
        gettext_lazy("Why may this stay?"),
        gettext_lazy(
            "For example: public phone number of the municipality. This stands in the log, with "
            "your name and the time."
        ),
    )


@non_atomic_requests  # reading files takes long: the others would wait for the database
def privacy_check(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the draft as it is now; show what was found; sign what may stay."""
    page = get_object_or_404(Page, pk=page_id).specific
    rights = page.permissions_for_user(request.user)
    if not rights.can_edit() and not _stands_in(request.user, page):
        raise Http404
    draft = page.get_latest_revision_as_object()
    found = check(draft)
    is_locked = rights.page_locked()
    may_sign = [
        each
        for each in found
        if not is_locked and _may_sign(request.user, draft, each, may_edit=rights.can_edit())
    ]
    sent = SignForm(request.POST, auto_id=_ids(request.POST.get("finding"))) if may_sign else None
    if signed := _signed_meanwhile(found, request.POST.get("finding", "")):
        _tell(request, signed, request.POST.get("reason", ""))
        return redirect("cms_privacy_check", page.pk)
    if request.method == "POST" and sent and sent.is_valid():
        _sign(request, draft, may_sign, sent.cleaned_data)
        return redirect("cms_privacy_check", page.pk)
    context: dict[str, Any] = {
        "page": draft,
        "open": [
            {"found": each, "form": _form_of(each, request, sent) if each in may_sign else None}
            for each in found
            if each.finding.is_open
        ],
        "is_locked": is_locked,
        "signed": [each for each in found if not each.finding.is_open],
    }
    return TemplateResponse(request, "cms/admin/privacy_check.html", context)


def _stands_in(user: Any, page: Any) -> bool:
    """Let the VNG look, where nobody else does, at what is hidden until an editor read a file."""
    return bool(hidden_items_of(user).filter(pk=page.pk).exists())


def _may_sign(user: Any, page: Any, found: Found, *, may_edit: bool) -> bool:
    """Let who may edit it; where readers may learn a town from it again, an editor."""
    if found.finding.kind != TOWN:
        return may_edit
    if is_vng_editor(user):
        return True
    return Organisation.objects.edited_by(user).filter(pk=page.organisation_id).exists()


def _form_of(found: Found, request: HttpRequest, sent: SignForm | None) -> SignForm:
    finding = found.finding
    if (
        request.method == "POST"
        and sent is not None
        and sent.data.get("finding") == str(finding.pk)
    ):
        return sent
    values = {"finding": finding.pk, "text_hash": finding.text_hash}
    return SignForm(initial=values, auto_id=_ids(finding.pk))


def _ids(finding: Any) -> str:
    number = str(finding)
    return f"finding-{number if number.isdecimal() else 0}-%s"


def _signed_meanwhile(found: list[Found], number: str) -> PrivacyFinding | None:
    """Return the finding with this number, if somebody signed it since the form was shown."""
    signed = (each.finding for each in found if each.finding.is_signed)
    return next((finding for finding in signed if str(finding.pk) == number), None)


def _tell(request: HttpRequest, finding: PrivacyFinding | None, reason: str) -> None:
    """Say why nothing was signed, and give back what was written: it is kept nowhere."""
    text = _("That text has changed in the meantime. Look at it again. Your reason was: %(reason)s")
    name = ""
    if finding and finding.is_signed:
        if finding.decided_by == request.user:
            return  # a double click
        text = _("%(name)s signed this meanwhile. Your reason was: %(reason)s")
        name = name_of(finding.decided_by)
    messages.warning(request, text % {"name": name, "reason": reason})


def _sign(request: HttpRequest, draft: Any, found: list[Found], wanted: dict[str, Any]) -> None:
    """Keep who signed what and why, unless the text changed since they saw it."""
    each = next((each for each in found if each.finding.pk == wanted["finding"]), None)
    if each is None:
        return _tell(request, None, wanted["reason"])
    finding = each.finding
    with transaction.atomic():
        take_turns(draft)
        finding.refresh_from_db()
        is_same = finding.is_open and finding.text_hash == wanted["text_hash"]
        if is_same:
            finding.decide(finding.State.SIGNED, request.user, wanted["reason"])
            finding.save(update_fields=["state", "decided_by", "decided_at", "reason"])
            data = {"path": finding.path, "kind": finding.kind, "reason": finding.reason}
            log(draft, "cms.privacy_sign", user=request.user, data=data)
    if not is_same:
        return _tell(request, finding, wanted["reason"])
    if finding.kind == TOWN:
        _open_again(draft)
    text = _("%(place)s: %(kind)s may stay.")
    messages.success(request, text % {"place": each.place, "kind": each.kind})


def _open_again(draft: Any) -> None:
    """Work out who reads it: what was signed may be what hid the item and its aliases."""
    own = Q(pk=draft.pk) | Q(alias_of=draft.pk)
    for item in KnowledgePage.objects.live().filter(own).specific():
        limit_readers(item)


class PrivacyCheckItem(ActionMenuItem):
    """Leads from the editor to the check, and says how much is open."""

    name = "action-privacy-check"
    icon_name = "view"

    def is_shown(self, context: Any) -> bool:
        """Wherever somebody hands in what they wrote."""
        return context["view"] == "edit" and bool(context["page"].has_workflow)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Count what is open in the draft as it was saved last."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        number = count_open(parent_context["page"])
        context["label"] = _("Privacy check (%(number)d)") % {"number": number}
        return context

    def get_url(self, context: Any) -> str:
        """Lead to the page of the check."""
        return reverse("cms_privacy_check", args=[context["page"].pk])


urlpatterns = [
    path("privacycheck/<number:page_id>/", privacy_check, name="cms_privacy_check"),
]
