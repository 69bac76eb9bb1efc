"""Publish and withdraw what is due, as Wagtail's command of this name; one page stops no other.

Consents to name a municipality that ended are due as well: the name goes off.

A page was checked when it was scheduled, but a merger of municipalities or another label of its
case may have come in between.
"""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

from cms.consents import end_due, look_again
from cms.models import Approval
from cms.moderation.approvals import NotApprovedError
from cms.moderation.missed_days import take_off
from cms.moderation.reviewed import goes_through_review
from cms.moderation.used_things import is_incomplete
from cms.one_of_many import one_of_many
from cms.publication import reasons_against


class Command(publish_scheduled.Command):
    """Publish one page after the other; what may not go, or cannot, stops no other."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and take off the schedule what was not, with the reasons; then withdraw."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        end_due()
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
        for revision in due.order_by("approved_go_live_at"):
            thing = revision.content_object
            reasons = _publish(revision)
            if reasons:
                self.stderr.write(f"{thing}: {' '.join(reasons)}")
                with one_of_many("It was not taken off the schedule", revision):
                    take_off(thing, revision, reasons)
        for expired in _expired():
            if not _withdraw(expired):
                self.stderr.write(_("%(name)s: it could not be taken offline.") % {"name": expired})
        look_again()


def _expired() -> list[Any]:
    drafted = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    models = [Page, *(model for model in drafted if not issubclass(model, Page))]
    return [thing for model in models for thing in _past_its_day(model).order_by("expire_at")]


def _past_its_day(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.filter(live=True, expire_at__lt=timezone.now())


def _withdraw(expired: Any) -> bool:
    """Withdraw a page or another thing whole, or not at all: the next run tries again.

    It is read again: what somebody changed since the run began stays.
    """
    with one_of_many("It was not withdrawn on its day", expired), transaction.atomic():
        waiting = _past_its_day(type(expired)).select_for_update(of=("self",))
        if thing := waiting.filter(pk=expired.pk).first():
            thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return True
    return False


def _publish(revision: Revision) -> list[str]:
    """Publish a version; return the reasons if it may not be, or cannot."""
    with one_of_many("It was not published on its day", revision):
        reasons = _reasons(revision)
        if not reasons:
            try:
                revision.publish(log_action="wagtail.publish.scheduled")
            except NotApprovedError as refusal:  # of a contact; a page was asked before
                return [str(refusal)]
        return reasons
    return [_("Something went wrong when it was to be published.")]


def _reasons(revision: Revision) -> list[str]:
    if not goes_through_review(revision.content_object):
        return []
    reasons = [] if Approval.objects.cover(revision) else [_("Nobody approved this version yet.")]
    if is_incomplete(revision):
        reasons = [_("A file or contact that it uses is gone.")]
    return reasons + reasons_against(revision.as_object())
