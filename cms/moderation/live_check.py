"""What the checks would say of the form as it is now, asked while somebody types; keeps nothing."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from cms.models import (
    CaseStudyPage,
    KnowledgePage,
    Municipality,
    OrganisationPage,
    Province,
    RiecRegion,
    SizeClass,
)
from cms.moderation.privacy import open_in
from cms.moderation.typed_texts import typed_texts
from cms.place_check import FACT_LABELS, check_place
from cms.visibility import visible_to

MOST_TEXT = 200_000  # characters; the check of the draft reads the rest
MOST_FINDINGS = 20


class PlaceForm(forms.Form):
    """The fields of the editor that say where it was."""

    size_classes = forms.ModelMultipleChoiceField(SizeClass.objects.all(), required=False)
    riec_regions = forms.ModelMultipleChoiceField(RiecRegion.objects.all(), required=False)
    provinces = forms.ModelMultipleChoiceField(Province.objects.all(), required=False)
    municipality = forms.ModelChoiceField(Municipality.objects.all(), required=False)
    consent_by = forms.CharField(required=False)
    consent_organisation = forms.CharField(required=False)
    consent_on = forms.DateField(required=False)
    consent_until = forms.DateField(required=False)
    linked_case: Any = forms.ModelChoiceField(CaseStudyPage.objects.none(), required=False)

    def __init__(self, data: Any, *, by: Any, known: Any) -> None:
        super().__init__(data)
        # Of a case that the person may not see, nothing is told here either.
        seen = visible_to(by, CaseStudyPage.objects.all())
        field: Any = self.fields["linked_case"]
        field.queryset = seen | CaseStudyPage.objects.filter(pk=known)

    def chosen(self, page: KnowledgePage) -> dict[str, Any]:
        """Return what can be read of it; a field that cannot says so at the next save."""
        self.is_valid()
        names = {*(field.name for field in page._meta.get_fields())}
        return {name: value for name, value in self.cleaned_data.items() if name in names}


@require_POST
@cache_control(private=True, no_store=True)
@sensitive_post_parameters()
def check_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the form of an item that exists, for who may edit it."""
    page = get_object_or_404(KnowledgePage, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return _answer(request, page.get_latest_revision_as_object())


@require_POST
@cache_control(private=True, no_store=True)
@sensitive_post_parameters()
def check_new(request: HttpRequest, kind: str, parent_id: int) -> HttpResponse:
    """Check the form of an item that is not there yet, for who may make it here."""
    parent = get_object_or_404(OrganisationPage, pk=parent_id)
    types = {model.KIND: model for model in KnowledgePage.__subclasses__()}
    if kind not in types or not parent.permissions_for_user(request.user).can_add_subpage():
        raise Http404
    return _answer(request, types[kind](organisation=parent.organisation))


def _answer(request: HttpRequest, page: Any) -> HttpResponse:
    return JsonResponse({"place": _place(request, page), "findings": _findings(request, page)})


def _place(request: HttpRequest, page: Any) -> dict[str, Any]:
    """Say how many municipalities fit, what costs least, and what the form must choose for it."""
    known = getattr(page, "linked_case_id", None)
    chosen = PlaceForm(request.POST, by=request.user, known=known).chosen(page)
    if chosen.get("municipality"):
        errors = page.consent_errors(chosen).values()
        words = [_("The item names its municipality, with consent.")]
        words = [text for error in errors for text in error.messages] or words
        return {"text": " ".join(dict.fromkeys(words)), "advice": "", "choices": {}}
    facts = page.described_place(chosen)
    if facts is None:
        return {"text": "", "advice": "", "choices": {}}
    check = check_place(facts)
    if facts.case is None:
        return {"text": check.sentence, "advice": check.advice, "choices": check.choices}
    return {"text": " ".join([check.sentence, *_of_case(check)]), "advice": "", "choices": {}}


def _of_case(check: Any) -> list[str]:
    """Say what follows for a lesson; its case is coarsened in the form of the case."""
    kept_back = [str(FACT_LABELS[name]) for name in sorted(check.kept_back)]
    if not check.ok:
        return [_("Leave out facts of the place in the case study first, or do not link it.")]
    if not kept_back:
        return []
    text = _("Readers do not see %(facts)s of this lesson: its case study does not show it.")
    return [text % {"facts": get_text_list(kept_back, _("and"))}]


def _findings(request: HttpRequest, page: Any) -> dict[str, Any]:
    """Return each kind of personal data and where it stands; never the value."""
    if sum(len(value) for _name, values in request.POST.lists() for value in values) > MOST_TEXT:
        text = _("This is too much text to read along. The privacy check reads it at hand-in.")
        return {"text": text, "places": []}
    found = open_in(page, typed_texts(type(page), request.POST))
    places = [
        {
            "text": ". ".join(filter(None, (f"{excerpt.place}: {each.kind}", each.fix))),
            "field": excerpt.anchor,
        }
        for each in found
        for excerpt in each.excerpts
    ]
    text = _("No personal data found so far. The check does not find everything.")
    if places:
        text = ngettext(
            "%(number)d place to solve, or to sign in the privacy check:",
            "%(number)d places to solve, or to sign in the privacy check:",
            len(places),
        ) % {"number": len(places)}
    return {"text": text, "places": places[:MOST_FINDINGS]}


urlpatterns = [
    path("meelezen/<number:page_id>/", check_draft, name="cms_check_draft"),
    path("meelezen/<slug:kind>/<number:parent_id>/", check_new, name="cms_check_new"),
]
