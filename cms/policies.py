"""Who may change what in the CMS that is not a page."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.models import Contact, Contribution, Municipality, Organisation
from cms.moderation.editors import Editors


def organisations_acted_for_by(user: Any) -> QuerySet[Organisation]:
    """Return the organisations for which this user acts; all for a superuser.

    Their own as an editor, and for the VNG those without editors, for which it stands in.
    """
    return Organisation.objects.filter(pk__in=Editors.read().organisations_of(user))


def organisations_worked_for_by(user: Any) -> QuerySet[Organisation]:
    """Return those for which this user acts, or is an author."""
    own = Q(pk__in=Editors.read().organisations_of(user))
    return Organisation.objects.filter(own | Q(authors__in=user.groups.values("pk")))


def contacts_seen_by(user: Any) -> QuerySet[Contact]:
    """Return what readers see, and what waits at organisations where this user works."""
    own = organisations_worked_for_by(user).order_by().values("pk")
    return Contact.objects.filter(Q(live=True) | Q(owner__in=own))


def contributions_handled_by(user: Any) -> QuerySet[Contribution]:
    """Return the handed-in lessons of which this user may know who sent them.

    Those who act for the RIEC, as long as the sender is kept.
    """
    handled = Contribution.objects.kept().confirmed()
    return handled.filter(organisation__in=Editors.read().organisations_of(user))


class OwnContactsPolicy(ModelPermissionPolicy):
    """An editor changes only the contacts of her own organisation; everybody may look.

    A new one is for who works for the organisation, until somebody else confirmed it.
    Where an organisation has no editor, the VNG changes them too.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Let nobody publish a change of their own: somebody else confirms it."""
        return action != "publish" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Contact) -> bool:
        """Ask for the right as such, and to change or delete, for the organisation too."""
        if not self.user_has_permission(user, action):
            return False
        if action == "view":
            return instance.live or contacts_seen_by(user).filter(pk=instance.pk).exists()
        return instance.owner_id in Editors.read().organisations_of(user)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: list[str]
    ) -> QuerySet[Contact]:
        """Return all that one may look at; to do more, only one's own."""
        if "view" in actions and self.user_has_permission(user, "view"):
            return contacts_seen_by(user)
        if self.user_has_any_permission(user, actions):
            return Contact.objects.filter(owner__in=organisations_acted_for_by(user))
        return Contact.objects.none()


class LookOnlyPolicy(ModelPermissionPolicy):
    """Reference data comes from files: the next load would overwrite what somebody changed here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Let nobody, not even a superuser, do more than look."""
        return action == "view" and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[Any]:
        """Likewise."""
        return super().users_with_any_permission([name for name in actions if name == "view"])


def register_policies() -> None:
    """Make Wagtail ask these policies; before anything asks for one."""
    register_permission_policy(Contact, OwnContactsPolicy(Contact))
    for model in (Municipality, Organisation):
        register_permission_policy(model, LookOnlyPolicy(model))
