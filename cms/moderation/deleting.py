"""The forms that delete a file or contact: where it is used they say so, and delete nothing."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.documents.views.documents import DeleteView as DeleteDocumentView
from wagtail.images.views.images import DeleteView as DeleteImageView

from cms.models import Contact
from cms.moderation.in_use import KEPT, why_not_deleted


def _refuse(request: HttpRequest, things: Sequence[Any], back: str) -> HttpResponse | None:
    why = why_not_deleted(things, request.user)
    if not why:
        return None
    messages.error(request, why)
    return redirect(back)


class KeepsUsed:
    """Asks before Wagtail's own form does, which knows no drafts."""

    request: HttpRequest
    object: Any

    def run_before_hook(self) -> HttpResponse | None:
        """Go back to the list with the reason."""
        return _refuse(self.request, [self.object], self.get_success_url())  # type: ignore[attr-defined]  # of Wagtail's view


class DeleteUnusedDocumentView(KeepsUsed, DeleteDocumentView):
    """A document."""


class DeleteUnusedImageView(KeepsUsed, DeleteImageView):
    """A picture."""


@hooks.register("before_delete_snippet")
def keep_used_contacts(request: HttpRequest, things: Sequence[Any]) -> HttpResponse | None:
    """A contact, by a superuser."""
    contacts = [each for each in things if isinstance(each, Contact)]
    return _refuse(request, contacts, "wagtailsnippets_cms_contact:list")


@hooks.register("before_bulk_action")
def keep_used_among_selected(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: BulkAction
) -> HttpResponse | None:
    """A selection: all of it, or nothing."""
    if action_type != "delete" or not issubclass(action.model, KEPT):
        return None
    return _refuse(request, objects, action.next_url)


urlpatterns = [
    # In place of Wagtail's own addresses, which stand behind them.
    path(
        "documents/delete/<int:document_id>/",
        require_admin_access(DeleteUnusedDocumentView.as_view()),
    ),
    path("images/<int:image_id>/delete/", require_admin_access(DeleteUnusedImageView.as_view())),
]
