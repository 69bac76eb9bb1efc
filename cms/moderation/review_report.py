"""Wagtail's reports of the review, with as many questions for many drafts as for few."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Task, TaskState, WorkflowState, WorkflowTask
from wagtail.utils.urlpatterns import decorate_urlpatterns


class ReviewReport(WorkflowView):
    """Every review, with the state of its steps."""

    def get_queryset(self) -> QuerySet[WorkflowState]:
        """Name the types of an export without a question for each row."""
        return super().get_queryset().select_related("content_type")

    def decorate_paginated_queryset(self, object_list: Any) -> list[WorkflowState]:
        """Look the steps of a page up at once; Wagtail's template asks each review for them."""
        states: list[WorkflowState] = super().decorate_paginated_queryset(object_list)
        steps = steps_of(states)
        for state in states:
            state.all_tasks_with_status = steps[state.pk]
        return states


class ReviewStepsReport(WorkflowTasksView):
    """Every step of every review."""

    def get_queryset(self) -> QuerySet[TaskState]:
        """Name the people and types of an export without questions for each row."""
        people = ("finished_by", "workflow_state__requested_by")
        return super().get_queryset().select_related(*people, "workflow_state__content_type")


def steps_of(states: list[WorkflowState]) -> dict[int, list[dict[str, Any]]]:
    """Return the steps of each review in order, with what was decided of the newest version."""
    steps = defaultdict(list)
    in_order = WorkflowTask.objects.filter(workflow__in={state.workflow_id for state in states})
    for step in in_order.select_related("task").order_by("sort_order"):
        steps[step.workflow_id].append(step.task)
    decided = _decided_of_the_newest(states)
    return {
        state.pk: [
            _told(task, decided.get((state.pk, task.pk))) for task in steps[state.workflow_id]
        ]
        for state in states
    }


def _decided_of_the_newest(states: list[WorkflowState]) -> dict[tuple[int, int], str]:
    """Return the last status of each step, of the newest version that came to any step."""
    reviews = TaskState.objects.filter(workflow_state__in=[state.pk for state in states])
    version = ("revision__created_at", "revision_id")
    rows = list(
        reviews.order_by("started_at", "pk").values_list(
            "workflow_state", "task", "status", *version
        )
    )
    newest: dict[int, Any] = {}
    for review, _task, _status, *of in rows:
        newest[review] = max(newest.get(review, of), of)
    return {(review, task): status for review, task, status, *of in rows if of == newest[review]}


def _told(task: Task, status: str | None) -> dict[str, Any]:
    display = dict(TaskState.STATUS_CHOICES).get(status, _("Not started"))
    return {"name": task.name, "status": status, "status_display": display}


# Before Wagtail's own at the same addresses (portal.urls), and behind the same door.
urlpatterns = [
    path("workflow/", ReviewReport.as_view()),
    path("workflow/results/", ReviewReport.as_view(results_only=True)),
    path("workflow_tasks/", ReviewStepsReport.as_view()),
    path("workflow_tasks/results/", ReviewStepsReport.as_view(results_only=True)),
]
for wrapper in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, wrapper)
