"""What stands between a draft and its readers."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.moderation.approvals import NotApprovedError
from cms.moderation.models import Approval


def refuse_unapproved(page: Any) -> None:
    """Raise NotApprovedError if saving this would show readers what nobody else approved.

    An alias has no versions of its own: it shows what was approved of its original.
    """
    if not page.live or page.alias_of_id:
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
