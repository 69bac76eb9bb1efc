"""Who tends the search: editors of the VNG and of the RIEC's.

The right follows from being an editor, as reading follows from belonging to an organisation. No
group permission says so, so bringing the rights in step (cms.reference.rights) takes none away.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from cms.models import Organisation

KINDS = (Organisation.Kind.VNG, Organisation.Kind.RIEC)
ACTIONS = frozenset({"add", "change", "delete"})


class SearchEditorPolicy(BasePermissionPolicy):
    """An editor of such an organisation makes, changes and removes every record."""

    permission_cache_name = "_search_editor_permissions"

    def get_all_permissions_for_user(self, user: Any) -> frozenset[str]:
        """Return the actions, worked out once for each request."""
        if not user.is_active:
            return frozenset()
        is_editor = Organisation.objects.edited_by(user).filter(kind__in=KINDS)
        return ACTIONS if user.is_superuser or is_editor.exists() else frozenset()

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask only who the user is."""
        return action in self.get_cached_permissions_for_user(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Return the editors."""
        users = get_user_model()._default_manager.filter(is_active=True)
        groups = Organisation.objects.filter(kind__in=KINDS).values("editors")
        if ACTIONS.isdisjoint(actions):
            return users.none()
        return users.filter(Q(is_superuser=True) | Q(groups__in=groups)).distinct()
