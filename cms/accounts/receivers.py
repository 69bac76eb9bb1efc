"""What follows when somebody signs in, joins or leaves a group, or gets another address."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.log_actions import get_active_log_context

from cms.accounts.addresses import address_of, keep_address
from cms.accounts.marks import mark_session
from cms.accounts.readdress import tell_of_change
from cms.accounts.sessions import end_sessions

User: Any = get_user_model()
LEFT = frozenset({"post_remove", "post_clear"})


@receiver(user_logged_in)
def follow_sign_in(sender: type, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Mark the session with what it may and how long it lasts, whichever way it began."""
    mark_session(request, user)


@receiver(m2m_changed, sender=User.groups.through)
def follow_groups(
    sender: type, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """End the sessions of who left a group, and of who got rights in the CMS by joining one.

    What one may read follows from the groups at every request. A session ends so that rights never
    come to a browser in which the second step was not taken.
    """
    if action == "pre_clear" and reverse:
        _end_all(instance.user_set.all())  # after it nobody knows who they were
    elif action in LEFT or (action == "post_add" and _gives_desk(instance, pk_set, reverse)):
        _end_all(User.objects.filter(pk__in=pk_set or ()) if reverse else [instance])


@receiver(pre_save, sender=User)
def remember_address(
    sender: type, instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Know in `follow_address` what the account was; None for a new one."""
    if update_fields is None or "email" in update_fields:
        known = User.objects.filter(pk=instance.pk)
        instance.account_before = known.first() if instance.pk else None


@receiver(post_save, sender=User)
def follow_address(
    sender: type, instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """People sign in with the address that the portal knows."""
    if update_fields is not None and "email" not in update_fields:
        return
    # Taken off again: allauth writes what hangs on an account into the session, as JSON.
    before, by = vars(instance).pop("account_before"), get_active_log_context().user
    is_changed = before is not None and before.email.lower() != instance.email.lower()
    if not is_changed or by is None or by == instance:
        keep_address(instance)
        return
    if not before.emailaddress_set.exists():
        keep_address(before)  # an account of old: its address counts until the new one does
    counted = address_of(before)
    keep_address(instance, verified=False)
    tell_of_change(instance, counted, by)


def _gives_desk(instance: Any, pk_set: set[int] | None, reverse: bool) -> bool:
    groups = [instance.pk] if reverse else pk_set or ()
    return Group.objects.filter(
        pk__in=groups,
        permissions__codename="access_admin",
        permissions__content_type__app_label="wagtailadmin",
    ).exists()


def _end_all(users: Any) -> None:
    for user in users:
        end_sessions(user)
