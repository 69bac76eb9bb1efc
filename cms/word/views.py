"""From a Word file to a draft: choose it, and see what became of it."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.db.models import QuerySet
from django.db.transaction import atomic, non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.listing import kinds
from cms.models import Kind, KnowledgePage, OrganisationPage, WordImport
from cms.moderation.privacy import open_findings
from cms.word.drafts import make_draft
from cms.word.reading import WordText, read_word


def places_for(user: Any) -> QuerySet[OrganisationPage]:
    """Return the pages of organisations under which this person may write."""
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_permission_for(user, "add")
    places = OrganisationPage.objects.filter(pk__in=pages.order_by().values("pk"))
    return places.order_by("title")


class PlaceField(forms.ModelChoiceField):
    """Names organisations rather than pages."""

    def label_from_instance(self, page: Any) -> str:
        """The title of its page."""
        return str(page.title)


class WordForm(forms.Form):
    """Which file becomes which kind of item, under whom."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What does it become?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    place = PlaceField(
        label=gettext_lazy("Under which organisation?"),
        queryset=OrganisationPage.objects.none(),
        empty_label=None,
    )
    file = forms.FileField(
        label=gettext_lazy("Word file"),
        help_text=gettext_lazy("A name that ends in .docx. The file itself is not kept."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    document: WordText

    def __init__(self, *args: Any, places: QuerySet[OrganisationPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # of a choice of models

    def clean_file(self) -> File:
        """Read it, before anything is written."""
        file: File = self.cleaned_data["file"]
        self.document = read_word(file)
        return file


@non_atomic_requests  # reading a file takes long: the others would wait for the database
@require_http_methods(["GET", "HEAD", "POST"])
def from_word(request: HttpRequest) -> HttpResponse:
    """Ask for a file; make the draft, and tell what became of it."""
    places = places_for(request.user)
    if not places.exists():
        raise Http404
    first = {"kind": request.GET.get("soort", Kind.CASE)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WordForm(*sent, places=places, initial=first)
    if request.method == "POST" and form.is_valid():
        page_type = next(kind for kind in kinds() if form.cleaned_data["kind"] == kind.KIND)
        page = atomic(make_draft)(
            page_type,
            form.cleaned_data["place"],
            form.document,
            name=form.cleaned_data["file"].name,
            user=request.user,
        )
        return redirect("cms_word_result", page.pk)
    return TemplateResponse(request, "cms/admin/from_word.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def word_result(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what has no place yet, and what the privacy check finds; forget it when asked."""
    page = get_object_or_404(KnowledgePage, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    kept = get_object_or_404(WordImport, page=page.pk)
    if request.method == "POST":
        kept.delete()
        messages.success(request, _("What was left of the Word file is gone."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    draft = page.get_latest_revision_as_object()
    context = {
        "page": draft,
        "kept": kept,
        "pictures": get_image_model().objects.filter(pk__in=kept.pictures).order_by("pk"),
        "findings": open_findings(draft),
    }
    return TemplateResponse(request, "cms/admin/word_result.html", context)


class WordResultItem(ActionMenuItem):
    """Leads from the editor to what is left of the Word file."""

    name = "action-word"
    icon_name = "doc-full-inverse"
    label = gettext_lazy("Left of the Word file")

    def is_shown(self, context: Any) -> bool:
        """As long as it is kept."""
        return (
            context["view"] == "edit"
            and WordImport.objects.filter(page=context["page"].pk).exists()
        )

    def get_url(self, context: Any) -> str:
        """Lead to the page about it."""
        return reverse("cms_word_result", args=[context["page"].pk])


urlpatterns = [
    path("uit-word/", from_word, name="cms_from_word"),
    path("uit-word/<number:page_id>/", word_result, name="cms_word_result"),
]
