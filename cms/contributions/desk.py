"""Handed-in lessons in the CMS: who sent them, what was said, and a message to the sender."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import ModelLogEntry

from cms.contributions import retention
from cms.contributions.forms import MessageForm
from cms.contributions.handing_in import write_to_sender
from cms.exports import ExportMixin
from cms.models import Contribution, Organisation, PortalSettings
from cms.policies import contributions_handled_by

PER_PAGE = 50
RUNS = 10


def may_handle(user: Any) -> bool:
    """Editors handle what was handed in; also when nothing is waiting."""
    return Organisation.objects.edited_by(user).exists()


def may_see_retention(user: Any) -> bool:
    """Portal managers see how many are kept, and never who."""
    return bool(user.has_perm("cms.change_portalsettings"))


def contributions(request: HttpRequest) -> HttpResponse:
    """List what was handed in, the last first."""
    if not may_handle(request.user):
        raise PermissionDenied
    found = contributions_handled_by(request.user)
    found = found.select_related("municipality", "organisation", "page__latest_revision")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "cms/admin/contributions.html", {"page": page})


def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who sent it and what was said; send a message, which may be the last word."""
    handled = contributions_handled_by(request.user)
    item = get_object_or_404(handled.select_related("municipality", "organisation"), pk=pk)
    form = MessageForm(request.POST or None)
    if form.is_valid():
        close = "close" in request.POST and item.state == Contribution.State.OPEN
        write_to_sender(item, form.cleaned_data["text"], request.user, close=close)
        messages.success(request, _("The message is sent."))
        return redirect("cms_contribution", item.pk)
    context = {
        "contribution": item,
        "said": item.messages.select_related("written_by"),
        "form": form,
        "is_open": item.state == Contribution.State.OPEN,
    }
    return render(request, "cms/admin/contribution.html", context)


class RetentionView(ExportMixin, View):
    """Shows how many senders are known, whose time is over, and when they were last forgotten."""

    export_headings = {
        "timestamp": gettext_lazy("When"),
        "state": gettext_lazy("State"),
        "all": gettext_lazy("Lessons"),
        "known": gettext_lazy("Sender known"),
        "overdue": gettext_lazy("Time is over"),
        "unconfirmed": gettext_lazy("Not confirmed"),
        "senders": gettext_lazy("Senders forgotten"),
    }
    list_export = list(export_headings)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it, or hand over the numbers of now and of every run as a file."""
        if not may_see_retention(request.user):
            raise PermissionDenied
        rows = retention.counts()
        runs = ModelLogEntry.objects.filter(action=retention.ACTION).order_by("-timestamp", "-pk")
        if self.is_export:
            told = [{"timestamp": run.timestamp, **run.data} for run in runs]
            answer: HttpResponse = self.as_spreadsheet([*rows, *told], request.GET["export"])
            return answer
        context = {
            "rows": rows,
            "runs": runs[:RUNS],
            "periods": PortalSettings.load(),
            "settings_url": reverse("wagtailsettings:edit", args=["cms", "portalsettings"]),
        }
        return render(request, "cms/admin/contribution_retention.html", context)

    def get_filename(self) -> str:
        """Name the export by its day."""
        return f"ingediend-{timezone.localdate().isoformat()}"

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        """A number of now has no run, and a run no state."""
        row = {field: item.get(field) for field in self.list_export}
        return {**row, "timestamp": item.get("timestamp", timezone.now())}


class ContributionItem(ActionMenuItem):
    """Leads from the draft in the editor to who sent it."""

    label = gettext_lazy("Message to the sender")
    name = "action-contribution"
    icon_name = "mail"

    def is_shown(self, context: Any) -> bool:
        """Only at what was handed in, for who handles it."""
        return context["view"] == "edit" and self._pk(context) is not None

    def get_url(self, context: Any) -> str:
        """Lead to the page of the handed-in lesson."""
        return reverse("cms_contribution", args=[self._pk(context)])

    def _pk(self, context: Any) -> int | None:
        handled = contributions_handled_by(context["request"].user)
        found: int | None = (
            handled.filter(page=context["page"].pk).values_list("pk", flat=True).first()
        )
        return found


urlpatterns: list[URLPattern] = [
    path("ingediend/", contributions, name="cms_contributions"),
    path("ingediend/<number:pk>/", contribution, name="cms_contribution"),
    path("reports/ingediend/", RetentionView.as_view(), name="cms_contribution_retention"),
]
