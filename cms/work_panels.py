"""What an editor sees first of the work: what waits, came back, is due or is planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from cms.dashboard import PersonalPanel
from cms.models import Organisation
from cms.moderation.contacts import waiting_for
from cms.moderation.editors import is_vng_editor
from cms.moderation.owners import owners_of_each
from cms.moderation.remarks import open_remarks
from cms.moderation.seen import seen_before
from cms.moderation.standing_in import sent_back_to_stand_in
from cms.upkeep.due import due_for, where_to_keep
from cms.upkeep.keepers import left_behind

MOST = 20  # rows of a panel; the listings hold the rest


@dataclass(frozen=True, slots=True)
class Row:
    """A draft or an item: where it leads, facts, another link, and what was said about it."""

    title: str
    url: str
    facts: Iterable[str] = ()
    link: tuple[str, str] | None = None
    remarks: Iterable[str] = ()


class WorkPanel(PersonalPanel):
    """A list of rows under a heading; nothing where there is nothing."""

    template_name = "cms/admin/work_panel.html"
    heading: ClassVar[Any] = ""
    help_text: ClassVar[Any] = ""
    name: ClassVar[str] = ""

    def rows(self) -> list[Row]:
        """Return what to list."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Print the rows."""
        words = {"heading": self.heading, "help_text": self.help_text, "id": self.name}
        return {"rows": self.rows(), **words}

    def editable(self) -> QuerySet[Page]:
        """Pages that this person may change: nothing else is named here."""
        policy = policy_registry.get_by_type(Page)
        pages = policy.instances_user_has_permission_for(self.user, "change")
        return Page.objects.filter(pk__in=pages.order_by().values("pk"))


class WaitingPanel(WorkPanel):
    """What waits for this person's review, longest first."""

    name, order = "waiting", 60
    heading = gettext_lazy("Waiting for you")

    def rows(self) -> list[Row]:
        """Lead to what changed since somebody last read it, or in a contact."""
        contacts = [
            Row(
                str(contact.draft),
                reverse("cms_confirm_contact", args=[contact.pk]),
                (
                    contact.owner.name,
                    _("contact"),
                    _by(contact.latest_revision.user),
                    _waits(contact.latest_revision.created_at),
                ),
            )
            for contact in waiting_for(self.user)[:MOST]
        ]
        return [*contacts, *_in_review(TaskState.objects.reviewable_by(self.user))]


class ChainPanel(WorkPanel):
    """What others read now, longest first, for editors of the VNG: they see the whole chain."""

    name, order = "chain", 85
    heading = gettext_lazy("In review elsewhere")

    def rows(self) -> list[Row]:
        """Name organisation and step; these wait for somebody else."""
        if not is_vng_editor(self.user):
            return []
        waiting = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        )
        own = TaskState.objects.reviewable_by(self.user).order_by().values("pk")
        own_drafts = _keys(self.editable().filter(owner=self.user))
        return _in_review(
            waiting.exclude(pk__in=own).exclude(workflow_state__object_id__in=own_drafts)
        )


class SentBackPanel(WorkPanel):
    """What came back to this person or to nobody in particular, with the remarks that are open."""

    name, order = "sent-back", 70
    heading = gettext_lazy("Sent back to you")
    help_text = gettext_lazy("Change it, answer or close the remarks, and hand it in again.")

    def editable(self) -> QuerySet[Page]:
        """Also what came back to an organisation for which this person stands in."""
        return super().editable() | Page.objects.filter(pk__in=sent_back_to_stand_in(self.user))

    def rows(self) -> list[Row]:
        """Say who sent it back and why."""
        editable = self.editable()
        sent_back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        # Nobody owns what came from outside, or what somebody who left had: all may mend it.
        back = [int(pk) for pk in sent_back.values_list("object_id", flat=True)]
        left = left_behind(Page.objects.filter(pk__in=back))
        own = editable.filter(Q(owner=self.user) | Q(owner=None) | Q(pk__in=left.values("pk")))
        states = list(
            sent_back.filter(object_id__in=_keys(editable))
            .filter(Q(requested_by=self.user) | Q(object_id__in=_keys(own)))
            .select_related("current_task_state__finished_by", "current_task_state__task")
            .order_by("current_task_state__finished_at", "pk")[:MOST]
        )
        ids = [int(state.object_id) for state in states]
        pages, remarks = Page.objects.in_bulk(ids), open_remarks(ids)
        return [
            Row(
                pages[pk].draft_title,
                _edit(pk),
                (step.task.name, _by(step.finished_by), _waits(step.finished_at)),
                None,
                [text for text in (step.comment, *remarks.get(pk, ())) if text],
            )
            for state, pk in zip(states, ids, strict=True)
            for step in [state.current_task_state]
        ]


class OwnWorkPanel(WorkPanel):
    """Drafts that this person made or changed last, and where those are that were handed in."""

    name, order = "own-work", 80
    heading = gettext_lazy("Your drafts")

    def rows(self) -> list[Row]:
        """Return the last changed first."""
        sent_back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        pages = list(
            self.editable()
            .annotate(key=Cast("pk", CharField()))
            .filter(Q(owner=self.user) | Q(latest_revision__user=self.user))
            .filter(Q(live=False) | Q(has_unpublished_changes=True))
            .exclude(key__in=sent_back.values("object_id"))
            .exclude(key__in=planned.values("object_id"))
            .order_by("-latest_revision_created_at", "-pk")[:MOST]
        )
        states = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[page.key for page in pages]
        )
        steps = {
            state.object_id: state.current_task_state
            for state in states.select_related("current_task_state__task")
        }
        return [
            Row(page.draft_title, _edit(page.pk), _where(page, steps.get(page.key)))
            for page in pages
        ]


class DuePanel(WorkPanel):
    """Published items of which the review date has come, the longest due first."""

    name, order = "due", 90
    heading = gettext_lazy("Due for review")

    def rows(self) -> list[Row]:
        """Name the day."""
        return [
            Row(item.title, where_to_keep(item), [date_format(item.review_by, "SHORT_DATE_FORMAT")])
            for item in due_for(self.user)[:MOST]
        ]


class ScheduledPanel(WorkPanel):
    """What was approved and waits for its day."""

    name, order = "scheduled", 95
    heading = gettext_lazy("Scheduled")

    def rows(self) -> list[Row]:
        """Return the first to appear first."""
        planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        versions = list(
            planned.filter(object_id__in=_keys(self.editable()))
            .only("object_id", "approved_go_live_at")
            .order_by("approved_go_live_at", "pk")[:MOST]
        )
        pages = Page.objects.in_bulk([int(version.object_id) for version in versions])
        return [
            Row(page.draft_title, _edit(page.pk), [_moment(version.approved_go_live_at)])
            for version in versions
            for page in [pages[int(version.object_id)]]
        ]


PANELS = (WaitingPanel, SentBackPanel, OwnWorkPanel, ChainPanel, DuePanel, ScheduledPanel)


def _in_review(waiting: QuerySet[TaskState]) -> list[Row]:
    """Name organisation, step, sender and days of what waits, longest first."""
    states = list(
        waiting.select_related("task", "workflow_state__requested_by").order_by("started_at", "pk")[
            :MOST
        ]
    )
    ids = [int(state.workflow_state.object_id) for state in states]
    pages, owners = Page.objects.in_bulk(ids), owners_of_each(ids)
    names = dict(Organisation.objects.values_list("pk", "name"))
    seen = seen_before(states, pages)
    return [
        Row(
            pages[pk].draft_title,
            _edit(pk),
            (
                names.get(owners.get(pk, 0), ""),
                state.task.name,
                _by(state.workflow_state.requested_by),
                _waits(state.started_at),
            ),
            _compare(pk, seen.get(pk)),
        )
        for state, pk in zip(states, ids, strict=True)
        if pk in pages
    ]


def _keys(pages: QuerySet[Page]) -> QuerySet[Any]:
    """Return their ids as Wagtail's revisions and workflows keep them."""
    return pages.values_list(Cast("pk", CharField()), flat=True)


def _edit(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def _compare(pk: int, version: Any) -> tuple[str, str] | None:
    if version is None:
        return None
    address = reverse("wagtailadmin_pages:revisions_compare", args=[pk, version, "latest"])
    return _("Compare with what was read before"), address


def _by(person: Any) -> str:
    if person is None:
        return ""
    return _("by %(name)s") % {"name": person.get_full_name() or person.get_username()}


def _waits(since: Any) -> str:
    days = (timezone.localdate() - timezone.localdate(since)).days if since else 0
    if not days:
        return _("since today")
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def _where(page: Any, step: TaskState | None) -> list[str]:
    if step is None:
        return [_("draft"), _moment(page.latest_revision_created_at)]
    return [_("handed in"), step.task.name, _waits(step.started_at)]


def _moment(when: Any) -> str:
    return date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT") if when else ""
