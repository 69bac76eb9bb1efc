"""A decision that is refused takes nothing with it that somebody typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Revision

from cms.mail.remarks import EditView
from cms.moderation.approvals import NO_TEXT
from cms.moderation.read_version import comment_of
from cms.moderation.remarks import FORMSET, changes_text, keep_remarks


def refuse(
    request: HttpRequest, page: Any, read: Revision | None, why: str, *buttons: Any
) -> HttpResponse | None:
    """Say why nothing was decided, and keep remarks; None where the form must show what was typed.

    `read` is the version that the form was opened with. Wagtail's own form goes on where somebody
    typed in its text, as it refuses that (cms.forms), or where the page is locked.
    """
    remark = comment_of(request.POST)
    said = [why, _("Your remark was: %(remark)s") % {"remark": remark}] if remark else [why]
    messages.warning(request, " ".join(said), buttons=buttons)
    lock = page.get_lock()
    if lock is not None and lock.for_user(request.user):
        return None
    latest = page.get_latest_revision()
    form = _form(request, latest.as_object())
    typed_in = _form(request, read.as_object()) if read else form
    if changes_text(typed_in) and changes_text(form):
        return None
    _keep_remarks(request, form, latest)
    return redirect(request.get_full_path())


def _form(request: HttpRequest, page: Any) -> Any:
    kind = type(page).get_edit_handler().get_form_class()
    parent = page.get_parent()
    form = kind(request.POST, instance=page, parent_page=parent, for_user=request.user)
    for name in NO_TEXT:
        # Who published it meanwhile gave it the usual date: nobody here took that away.
        if not request.POST.get(name):
            form.fields.pop(name, None)
    return form


def _keep_remarks(request: HttpRequest, form: Any, latest: Revision) -> None:
    remarks = form.formsets.get(FORMSET)
    if not (remarks and remarks.management_form.is_valid() and remarks.is_valid()):
        return
    remarks.save(commit=False)
    keep_remarks(form.instance, latest)
    # The view of the editor logs what changed, and tells of it.
    view = EditView(request=request, page=form.instance, form=form)
    changes = view.get_commenting_changes()
    view.log_commenting_changes(changes, latest)
    view.send_commenting_notifications(changes)
