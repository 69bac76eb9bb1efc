"""A file that an item uses stays the file that was read, in the folder where it was."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from cms.moderation.used_things import used_among

# Who works in a folder may fetch its files, whatever the label of the item says.
REFUSALS = {
    "file": gettext_lazy(
        "An item or another page uses this file, so it stays as somebody read it. Add a new file "
        "and choose that one in the item. Then it is reviewed with the item."
    ),
    "collection": gettext_lazy(
        "An item or another page uses this file, so it stays in this folder: in another one, other "
        "people could fetch it. Add it there as a new file."
    ),
}


class KeepsUsedFile:
    """Refuses another file, or another folder, for a file that a page uses."""

    instance: Any
    changed_data: list[str]

    def clean(self) -> Any:
        """Say at the field what to do instead."""
        cleaned = super().clean()  # type: ignore[misc]  # of the form that this is mixed into
        changed = [name for name in REFUSALS if name in self.changed_data]
        if self.instance.pk and changed and used_among([self.instance]):
            for name in changed:
                self.add_error(name, REFUSALS[name])  # type: ignore[attr-defined]  # likewise
        return cleaned


@hooks.register("before_bulk_action")
def keep_used_files_in_their_folder(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: BulkAction
) -> HttpResponse | None:
    """Say of which files of a selection the folder does not change, and change none."""
    if action_type != "add_to_collection":
        return None
    used = [file.title for file in used_among(objects)]
    if not used:
        return None
    words = [_("Nothing was moved."), ", ".join(used), REFUSALS["collection"]]
    messages.error(request, " ".join(map(str, words)))
    return redirect(action.next_url)
