"""A step of the chain that a superuser turns off: no draft goes on unread or unchecked."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.workflows import DisableTask

from cms.moderation.approvals import NotApprovedError
from cms.moderation.models import PrivacyCheckTask


class DisableStepView(DisableTask):
    """Wagtail's, which passes on what waits; where that would publish it, it says why not."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn it off with all that follows, or not at all; the privacy check stays on."""
        if isinstance(self.get_object().specific, PrivacyCheckTask):
            text = _("The privacy check stays on: without it nothing can be handed in.")
            messages.error(request, text)
            return redirect(self.get_success_url())
        try:
            with transaction.atomic():
                answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer
        except NotApprovedError:
            text = _(
                "Nothing was turned off: drafts wait at this step, and nobody else would read "
                "them. Let them be approved or sent back first."
            )
            messages.error(request, text)
            return redirect(self.get_success_url())


urlpatterns = [
    # In place of Wagtail's own address, which stands behind it.
    path(
        "tasks/disable/<number:pk>/",
        require_admin_access(DisableStepView.as_view()),
    ),
]
