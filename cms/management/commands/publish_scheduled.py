"""Publish what is due, as Wagtail's command of this name, and stop at nothing that may not go out.

Consents to name a municipality that ended are due as well: the name goes off.

A page was checked when it was scheduled, but a merger of municipalities or another label of its
case may have come in between.
"""

import logging
from typing import Any

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from cms.consents import end_due, look_again
from cms.models import Approval
from cms.moderation.missed_days import take_off
from cms.moderation.reviewed import goes_through_review
from cms.moderation.used_things import is_incomplete
from cms.publication import reasons_against

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    """Publish one page after the other; what may not go, or cannot, stops no other."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Take that off the schedule, with the reasons, and tell its people; then withdraw."""
        if not options["dryrun"]:
            end_due()
        due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
        for revision in [] if options["dryrun"] else due.order_by("approved_go_live_at"):
            page = revision.content_object
            reasons = _publish(revision) if goes_through_review(page) else []
            if reasons:
                self.stderr.write(f"{page.title}: {' '.join(reasons)}")
                take_off(page, revision, reasons)
        super().handle(*args, **options)
        if not options["dryrun"]:
            look_again()


def _publish(revision: Revision) -> list[str]:
    """Publish a version; return the reasons if it may not be, or cannot."""
    try:
        reasons = _reasons(revision)
        if not reasons:
            revision.publish(log_action="wagtail.publish.scheduled")
    except (OperationalError, InterfaceError):
        raise  # of every page, and perhaps over at the next run
    except Exception:
        logger.exception("Version %s was not published on its day.", revision.pk)
        return [_("Something went wrong when it was to be published.")]
    return reasons


def _reasons(revision: Revision) -> list[str]:
    reasons = [] if Approval.objects.cover(revision) else [_("Nobody approved this version yet.")]
    if is_incomplete(revision):
        reasons = [_("A file or contact that it uses is gone.")]
    return reasons + reasons_against(revision.as_object())
