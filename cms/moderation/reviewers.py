"""Who reads a draft at which step."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.moderation.writers import writers_of
from cms.publication import reasons_against

VNG = "vng"  # Organisation.Kind


def is_vng_editor(user: Any) -> bool:
    """Tell whether this is an editor of the VNG; a superuser is one of every organisation."""
    return _edited_by(user).filter(kind=VNG).exists()


def reviews_for_organisation(page: Any, user: Any) -> bool:
    """Tell whether this person reviews for the owner of the item."""
    return Bench.of(user).reviews(owner_of(page).pk, writers_of(page))


@dataclass(frozen=True)
class Bench:
    """What makes somebody a reviewer, read once for any number of drafts."""

    edited: frozenset[int]
    is_vng: bool

    @classmethod
    def of(cls, user: Any) -> "Bench":
        """Read of which organisations this person is an editor."""
        kinds = dict(_edited_by(user).values_list("pk", "kind"))
        return cls(frozenset(kinds), VNG in kinds.values())

    @cached_property
    def editors(self) -> dict[int, set[int]]:
        """Active editors by organisation."""
        found: dict[int, set[int]] = {}
        active = apps.get_model("cms", "Organisation").objects.filter(editors__user__is_active=True)
        for owner, user in active.order_by().values_list("pk", "editors__user"):
            found.setdefault(owner, set()).add(user)
        return found

    def reviews(self, owner: int, writers: frozenset[int]) -> bool:
        """Tell whether this is a reviewer for the owner of a draft with these writers.

        Its editors are. Where every editor of it wrote on the draft, the VNG stands in: a small
        organisation gets its second pair of eyes from there.
        """
        if owner in self.edited:
            return True
        return self.is_vng and not self.editors.get(owner, set()) - writers


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
    organisations = apps.get_model("cms", "Organisation").objects
    owner = owner_of(page)
    groups = {owner.editors_id, *organisations.filter(kind=VNG).values_list("editors", flat=True)}
    if hasattr(task, "groups"):
        groups = set(task.groups.values_list("pk", flat=True))
    active = get_user_model()._default_manager.filter(is_active=True, groups__in=groups)
    people = active.select_related("wagtail_userprofile").distinct()
    return [person for person in people if waits_for(task, page, person)]


def owner_of(page: Any) -> Any:
    """Return the organisation in whose part of the site a page stands."""
    page = page.specific
    return page.organisation if hasattr(page, "organisation") else owner_of(page.get_parent())


def _edited_by(user: Any) -> Any:
    # Not through cms.policies: the models import this module.
    return apps.get_model("cms", "Organisation").objects.edited_by(user)
