"""Who reads a draft at which step."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import GroupApprovalTask, Task, Workflow

from cms.moderation.editors import VNG
from cms.moderation.review_task import ReviewTask
from cms.moderation.writers import writers_of


def vng_reviews(page: Any) -> bool:
    """Tell whether the settings ask the VNG to review this; its own items it has seen already."""
    if not hasattr(page, "label") or page.organisation.kind == VNG:
        return False
    wanted = apps.get_model("cms", "PortalSettings").load()
    return page.kind in wanted.vng_reviews_kinds or page.label in wanted.vng_reviews_labels


def is_reviewed(page: Any, workflow: Workflow) -> bool:
    """Tell whether this workflow checks this page and has somebody read it, in one query."""
    steps = Task.objects.filter(workflow_tasks__workflow=workflow, active=True).order_by()
    types = map(ContentType.objects.get_for_id, steps.values_list("content_type", flat=True))
    kinds = [each.model_class() for each in types]
    is_read = any(kind.reads(page) for kind in kinds if kind and issubclass(kind, ReviewTask))
    return is_read and apps.get_model("cms", "PrivacyCheckTask") in kinds


def waits_for(task: Any, page: Any, user: Any) -> bool:
    """Tell whether a draft at this step waits for this person."""
    page = page.specific
    if isinstance(task, ReviewTask):
        return task.is_reviewer(page, user) and user.pk not in writers_of(page)
    return bool(task.get_actions(page, user))  # a step of Wagtail's own


def people_for(task: Any, page: Any) -> list[Any]:
    """Return everybody for whom a draft waits at this step; it is part of their work."""
    if isinstance(task, ReviewTask):
        return people_with(task.reviewers_of(page) - writers_of(page))
    groups = task.groups.all() if isinstance(task, GroupApprovalTask) else ()  # Wagtail's own
    return list(_active().filter(groups__in=groups).distinct())


def people_with(ids: Iterable[int]) -> list[Any]:
    """Return those of them who may sign in."""
    return list(_active().filter(pk__in=ids))


def _active() -> QuerySet[Any]:
    people = get_user_model()._default_manager.filter(is_active=True)
    return people.select_related("wagtail_userprofile")
