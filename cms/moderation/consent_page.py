"""The consents to name a municipality: who gave them, until when, and the one action to end one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from cms.consents import hidden_items_of, items_of, referring_to, same_consent, withdraw
from cms.exports import ExportMixin
from cms.models import CaseStudyPage, KnowledgePage, Organisation
from cms.moderation.editors import is_vng_editor
from cms.moderation.reasons import ReasonForm, reason_field
from cms.naming import Said, said_of
from cms.visibility import visible_to


class WithdrawForm(ReasonForm):
    """Why the consent ends."""

    reason = reason_field(
        _lazy("Why does the consent end?"),
        _lazy(
            "For example: the municipality withdrew it by letter. This stands in the log, with "
            "your name and the time."
        ),
    )


class ConsentsView(ExportMixin, View):
    """Lists the cases that readers were told the municipality of; withdrawn ones as well."""

    export_headings = {
        "pk": _lazy("Number of the item"),
        "title": _lazy("Case study"),
        "municipality": _lazy("Municipality"),
        "organisation": _lazy("Organisation"),
        "consent_by": _lazy("Consent given by"),
        "consent_organisation": _lazy("On behalf of"),
        "consent_on": _lazy("From"),
        "consent_until": _lazy("Until"),
        "consent_proof": _lazy("Proof"),
        "consent_withdrawn_on": _lazy("Withdrawn on"),
    }
    list_export = list(export_headings)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them, or hand them over as a file."""
        if not may_end_consents(request.user):
            raise Http404
        cases = _cases_of(request.user).select_related("municipality", "organisation")
        cases = cases.order_by("title")
        if self.is_export:
            answer: HttpResponse = self.as_spreadsheet(cases, request.GET["export"])
            return answer
        hidden = hidden_items_of(request.user).order_by("title")
        context = {"cases": cases, "hidden": hidden}
        return TemplateResponse(request, "cms/admin/consents.html", context)

    def get_filename(self) -> str:
        """Name the export by its day."""
        return f"toestemmingen-{timezone.localdate().isoformat()}"

    def to_row_dict(self, item: CaseStudyPage) -> dict[str, Any]:
        """Name the municipality and the organisation."""
        row: dict[str, Any] = super().to_row_dict(item)
        return {
            **row,
            "municipality": str(item.municipality),
            "organisation": str(item.organisation),
        }


def withdraw_consent(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say what falls away, ask for the reason, and take the name off at once."""
    case = _cases_of(request.user).filter(pk=page_id).first()
    if case is None or case.consent_is_withdrawn:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw(case, request.user, form.cleaned_data["reason"])
        text = _("The consent for %(title)s is withdrawn: readers no longer see the municipality.")
        messages.success(request, text % {"title": case.title})
        return redirect("cms_consents")
    context = {"case": case, "form": form, **_what_happens(case, request.user)}
    return TemplateResponse(request, "cms/admin/withdraw_consent.html", context)


def may_end_consents(user: Any) -> bool:
    """Tell whether somebody is an editor: of an organisation with items, or of the VNG."""
    return Organisation.objects.edited_by(user).exists()


def _cases_of(user: Any) -> Any:
    """Return what readers were told of: by one's own organisation; all one sees for the VNG."""
    told = CaseStudyPage.objects.filter(
        municipality__isnull=False, first_published_at__isnull=False, alias_of=None
    )
    if is_vng_editor(user):
        return visible_to(user, told)
    return told.filter(organisation__in=Organisation.objects.edited_by(user))


def _what_happens(case: CaseStudyPage, user: Any) -> dict[str, list[Any]]:
    """Return live items that go offline, are hidden (with the files that nobody read) or stay.

    And what refers to these and may name the town. As far as this person may see them.
    """
    live = [item for each in same_consent(case) for item in items_of(each) if item.live]
    referring = referring_to(case)
    items = [*live, *(page for page in referring if isinstance(page, KnowledgePage))]
    shown = KnowledgePage.objects.filter(pk__in=[item.pk for item in items])
    visible = set(visible_to(user, shown).values_list("pk", flat=True))
    found: dict[str, list[Any]] = {"offline": [], "hidden": [], "staying": []}
    # A dossier says to everybody what is asked of it here.
    found["referring"] = [
        page for page in referring if page.pk in visible or not isinstance(page, KnowledgePage)
    ]
    for item in live:
        if item.pk in visible:
            said = said_of(item, case.municipality) if case.municipality else Said()
            if said.unread:
                found["hidden"].append((item, said.unread))
            else:
                found["offline" if said.names else "staying"].append(item)
    return found


class ConsentsMenuItem(MenuItem):
    """Shown to editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whoever may end a consent."""
        return may_end_consents(request.user)


urlpatterns = [
    path("toestemmingen/", ConsentsView.as_view(), name="cms_consents"),
    path("toestemmingen/<number:page_id>/", withdraw_consent, name="cms_withdraw_consent"),
]
