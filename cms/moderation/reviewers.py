"""Who reads a draft at which step."""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from wagtail.models import GroupApprovalTask

from cms.moderation.editors import VNG
from cms.moderation.owners import owner_of
from cms.moderation.review_task import ReviewTask
from cms.moderation.writers import writers_of


def vng_reviews(page: Any) -> bool:
    """Tell whether the settings ask the VNG to review this; its own items it has seen already."""
    if owner_of(page).kind == VNG or not hasattr(page, "label"):
        return False
    wanted = apps.get_model("cms", "PortalSettings").load()
    return page.kind in wanted.vng_reviews_kinds or page.label in wanted.vng_reviews_labels


def waits_for(task: Any, page: Any, user: Any) -> bool:
    """Tell whether a draft at this step waits for this person."""
    page = page.specific
    if isinstance(task, ReviewTask):
        return task.is_reviewer(page, user) and user.pk not in writers_of(page)
    return bool(task.get_actions(page, user))  # a step of Wagtail's own


def people_for(task: Any, page: Any) -> list[Any]:
    """Return everybody for whom a draft waits at this step; it is part of their work."""
    people = get_user_model()._default_manager.filter(is_active=True)
    people = people.select_related("wagtail_userprofile")
    if isinstance(task, ReviewTask):
        return list(people.filter(pk__in=task.reviewers_of(page) - writers_of(page)))
    groups = task.groups.all() if isinstance(task, GroupApprovalTask) else ()  # Wagtail's own
    return list(people.filter(groups__in=groups).distinct())
