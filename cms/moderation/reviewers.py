"""Who reads a draft at which step."""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.moderation.editors import VNG, Editors, is_among
from cms.moderation.writers import writers_of
from cms.publication import reasons_against


def is_vng_editor(user: Any) -> bool:
    """Tell whether this is an editor of the VNG."""
    return is_among(user, Editors.read().of_the_vng)


def vng_reviews(page: Any) -> bool:
    """Tell whether the settings ask the VNG to review this; its own items it has seen already."""
    if owner_of(page).kind == VNG or not hasattr(page, "label"):
        return False
    wanted = apps.get_model("cms", "PortalSettings").load()
    return page.kind in wanted.vng_reviews_kinds or page.label in wanted.vng_reviews_labels


def require(task: Any, page: Any, user: Any, action_name: str) -> None:
    """Raise PermissionDenied if this person may not take this action at this step."""
    draft = page.get_latest_revision_as_object()
    if not task.is_reviewer(page, user):
        raise PermissionDenied(_("This step is for others."))
    if action_name == "approve" and (user.pk in writers_of(page) or reasons_against(draft)):
        raise PermissionDenied(_("Nobody approves their own change."))


def waits_for(task: Any, page: Any, user: Any) -> bool:
    """Tell whether a draft at this step waits for this person."""
    page = page.specific
    if hasattr(task, "is_reviewer"):
        return task.is_reviewer(page, user) and user.pk not in writers_of(page)
    return bool(task.get_actions(page, user))  # a step of Wagtail's own


def people_for(task: Any, page: Any) -> list[Any]:
    """Return everybody for whom a draft waits at this step; it is part of their work."""
    people = get_user_model()._default_manager.filter(is_active=True)
    people = people.select_related("wagtail_userprofile")
    if hasattr(task, "reviewers_of"):
        return list(people.filter(pk__in=task.reviewers_of(page) - writers_of(page)))
    groups = task.groups.all() if hasattr(task, "groups") else ()  # a step of Wagtail's own
    return list(people.filter(groups__in=groups).distinct())


def owner_of(page: Any) -> Any:
    """Return the organisation in whose part of the site a page stands."""
    page = page.specific
    return page.organisation if hasattr(page, "organisation") else owner_of(page.get_parent())
