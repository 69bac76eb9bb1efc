"""What stands in the log stays there as it was written."""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_migrate, pre_delete, pre_migrate, pre_save
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.decisions.guarded_rows import guard_rows, release_rows


def refuse_to_change(sender: type, instance: Any, **kwargs: Any) -> None:
    """Let an entry be written once."""
    if not instance._state.adding:
        raise PermissionDenied("An entry of the log is final.")


def refuse_to_delete(sender: type, **kwargs: Any) -> None:
    """Let no code take an entry away."""
    raise PermissionDenied("An entry of the log is final.")


def guard_log() -> None:
    """Guard both logs: of pages, and of people and settings. In code first: that says it better."""
    for log in (PageLogEntry, ModelLogEntry):
        pre_save.connect(refuse_to_change, sender=log, dispatch_uid=f"final {log.__name__}")
        pre_delete.connect(refuse_to_delete, sender=log, dispatch_uid=f"final {log.__name__}")
    cms = apps.get_app_config("cms")  # once a `migrate`, rather than for each application
    pre_migrate.connect(release_rows, sender=cms, dispatch_uid="release log")
    post_migrate.connect(guard_rows, sender=cms, dispatch_uid="guard log")
