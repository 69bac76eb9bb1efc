"""Remarks on the fields of a draft: comments of Wagtail, answered by replies and then resolved.

A remark is no change of the text, nor is saving what one did not change: a button pressed to be
sure, or an autosave that comes in after the decision. Wagtail keeps each saved form as a version of
who saved it; so that person would have written the draft, and approve nothing of it.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import Truncator, capfirst
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Revision

from cms.richtext import without_marks

SHOWN = 200  # characters of a remark outside the form
FORMSET, SUBSCRIPTION = "comments", "comment_notifications"


def changes_text(form: Any) -> bool:
    """Tell whether somebody changed more in the form of an item than its remarks."""
    formsets = getattr(form, "formsets", {})
    rows = (row for name in formsets if name != FORMSET for row in formsets[name].forms)
    return bool(_changed(form)) or any(map(changes_text, rows))


def _changed(form: Any) -> set[str]:
    changed = set(form.changed_data) - {SUBSCRIPTION}
    return {name for name in changed if not _is_same(form[name].initial, form[name].data)}


def _is_same(before: Any, after: Any) -> bool:
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    return without_marks(before) == without_marks(after)


def open_remarks(page_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return by page what was said of which field and is not closed yet, in one query."""
    found: dict[int, list[str]] = {}
    remarks = Comment.objects.filter(page__in=list(page_ids), resolved_at__isnull=True)
    for each in remarks.select_related("user", "page").order_by("pk"):
        name = each.user.get_full_name() or each.user.get_username()
        text = Truncator(each.text).chars(SHOWN)
        found.setdefault(each.page_id, []).append(f"{_field(each)}: {text} ({name})")
    return found


def keep_remarks(page: Any, version: Revision) -> None:
    """Write what was remarked on this version, and nothing else of the page."""
    for remark in getattr(page, COMMENTS_RELATION_NAME).filter(pk__isnull=True):
        remark.revision_created = version
        remark.save()
    page.save(update_fields=[COMMENTS_RELATION_NAME], clean=False)


def _field(remark: Comment) -> str:
    name = remark.contentpath.split(".")[0]
    try:
        field = remark.page.specific_class._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(capfirst(getattr(field, "verbose_name", name)))


def _is_own_draft(revision: Revision, user: Any) -> bool:
    return revision.user_id == getattr(user, "pk", None) and not hasattr(revision, "approval")


class RemarkedPage:
    """A page on whose draft people leave remarks; stands before Page."""

    is_same_text = False  # what its form found: remarks at most, and no text, were changed

    def save_revision(
        self,
        user: Any = None,
        *args: Any,
        previous_revision: Revision | None = None,
        overwrite_revision: Revision | None = None,
        **kwargs: Any,
    ) -> Revision:
        """Keep remarks, or nothing at all, without a new version of the same text.

        Whoever goes on to change the text makes a version of their own, whoever wrote the last. A
        version that somebody approved stays as it was approved.
        """
        latest = self.get_latest_revision()  # type: ignore[attr-defined]  # of Page
        if self.is_same_text and latest is not None and previous_revision is None:
            keep_remarks(self, latest)
            return latest
        if overwrite_revision is not None and not _is_own_draft(overwrite_revision, user):
            overwrite_revision = None
        revision: Revision = super().save_revision(  # type: ignore[misc]  # of Page
            user,
            *args,
            previous_revision=previous_revision,
            overwrite_revision=overwrite_revision,
            **kwargs,
        )
        return revision
