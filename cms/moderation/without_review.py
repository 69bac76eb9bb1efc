"""The one way past the review: a superuser publishes on their own authority, and says why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from cms.moderation.privacy import open_findings
from cms.moderation.publishing import publish_without_review
from cms.moderation.read_version import version_of
from cms.moderation.reasons import ReasonForm, reason_field
from cms.moderation.reviewed import goes_through_review
from cms.publication import reasons_against


class WithoutReviewForm(ReasonForm):
    """Why nobody else looks at it first."""

    SHORTEST = 20

    reason = reason_field(
        gettext_lazy("Why can this not wait for somebody else?"),
        gettext_lazy("This stands in the log, with your name and the time."),
        rows=4,
        longest=1000,
    )


def publish_with_reason(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask for the reason, keep it in the log, publish the draft."""
    if not request.user.is_superuser:
        raise Http404
    page = get_object_or_404(Page, pk=page_id).specific
    if not goes_through_review(page):
        raise Http404
    draft = page.get_latest_revision_as_object()
    form = WithoutReviewForm(request.POST or None)
    version = version_of(page.get_latest_revision())
    if form.is_valid() and request.POST.get("version") != version:
        form.add_error(None, _("Somebody saved another version meanwhile. Read it first."))
    faults, findings = reasons_against(draft), open_findings(draft)
    if form.is_valid() and not (faults or findings):
        publish_without_review(page, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(title)s was published.") % {"title": draft.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    context: dict[str, Any] = {
        "page": draft,
        "form": form,
        "faults": faults,
        "findings": findings,
        "version": version,
    }
    return TemplateResponse(request, "cms/admin/publish_with_reason.html", context)


class PublishWithReasonItem(ActionMenuItem):
    """Offers it to superusers, below everything else."""

    label = gettext_lazy("Publish without review")
    name = "action-publish-with-reason"
    icon_name = "warning"

    def is_shown(self, context: Any) -> bool:
        """Only where there is a draft to publish that is reviewed."""
        page: Page | None = context.get("page")
        is_draft = context["view"] == "edit" and goes_through_review(page)
        return bool(is_draft and context["request"].user.is_superuser)

    def get_url(self, context: Any) -> str:
        """Lead to the form."""
        return reverse("cms_publish_with_reason", args=[context["page"].pk])


urlpatterns = [
    path("zonder-controle/<number:page_id>/", publish_with_reason, name="cms_publish_with_reason"),
]
