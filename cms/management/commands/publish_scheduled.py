"""Publish what is due, as Wagtail's command of this name, and stop at nothing that may not go out.

Consents to name a municipality that ended are due as well: the name goes off.

A page was checked when it was scheduled, but a merger of municipalities or another label of its
case may have come in between.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from cms.consents import end_due
from cms.models import Approval
from cms.moderation.reviewed import goes_through_review
from cms.publication import reasons_against


class Command(publish_scheduled.Command):
    """Take pages that may not be published off the schedule; then publish the rest."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the reasons to standard error, and the fact to the history of the page."""
        if not options["dryrun"]:
            end_due()
        due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
        for revision in [] if options["dryrun"] else due:
            page = revision.as_object()
            reasons = _reasons(page, revision) if goes_through_review(page) else []
            if reasons:
                Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
                log(page, "wagtail.schedule.cancel", revision=revision)
                self.stderr.write(f"{page.title}: {' '.join(reasons)}")
        super().handle(*args, **options)


def _reasons(page: Any, revision: Revision) -> list[str]:
    unapproved = (
        [] if Approval.objects.cover(revision) else [_("Nobody approved this version yet.")]
    )
    return unapproved + reasons_against(page)
