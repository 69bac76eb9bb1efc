"""What stands between a draft and its readers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME

from cms.moderation.approvals import NotApprovedError
from cms.moderation.models import Approval

# What is written on the page when a draft is kept beside it: nothing that readers see.
BESIDE = frozenset(
    {
        *(COMMENTS_RELATION_NAME, "draft_title", "has_unpublished_changes"),
        *("latest_revision", "latest_revision_created_at"),
    }
)

_in_publication: ContextVar[frozenset[int]] = ContextVar("in_publication", default=frozenset())


@contextmanager
def publication(page: Any) -> Iterator[None]:
    """Publish in one transaction: who follows a publication sees all of it, and only once."""
    token = _in_publication.set(_in_publication.get() | {page.pk})
    try:
        with transaction.atomic():
            yield
    finally:
        _in_publication.reset(token)


def is_in_publication(page: Any) -> bool:
    """Tell whether a page is being published: `page_published` comes when it is."""
    return page.pk in _in_publication.get()


def refuse_unapproved(page: Any, update_fields: Iterable[str] | None = None) -> None:
    """Raise NotApprovedError if saving this would show readers what nobody else approved.

    An alias has no versions of its own: it shows what was approved of its original. An older
    version in memory does not know what is live now, and may be kept as a draft all the same.
    """
    if update_fields is not None and BESIDE.issuperset(update_fields):
        return
    if not page.live or getattr(page, "alias_of_id", None):
        return
    before = type(page)._base_manager.filter(pk=page.pk).values("live", "live_revision_id").first()
    is_as_it_was = before == {"live": True, "live_revision_id": page.live_revision_id}
    if not is_as_it_was and not Approval.objects.cover(page.live_revision):
        raise NotApprovedError(_("Nobody approved this version yet."))


def publish_without_review(page: Any, by: Any, reason: str) -> None:
    """Publish the draft on one's own authority; the reason stands in the log."""
    revision = page.get_latest_revision()
    Approval.objects.give(revision, by=by, reason=reason)
    log(page, "cms.publish_without_review", user=by, revision=revision, data={"reason": reason})
    revision.publish(user=by, skip_permission_checks=True)
