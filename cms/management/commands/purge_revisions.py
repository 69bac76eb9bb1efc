"""Delete old versions as Wagtail's command of this name; keep those that say who wrote a draft.

Nobody approves their own change: whose change it is, the versions since the last approval say.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.management.commands import purge_revisions
from wagtail.models import Revision, WorkflowState

from cms.moderation.writers import tells_who_wrote


class Command(purge_revisions.Command):
    """Its choices are Wagtail's."""

    help = "Delete old versions; the latest, planned ones and those since the last approval stay"

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many went."""
        deleted = 0
        for version in _old(**options).iterator():
            if not (version.is_latest_revision() or tells_who_wrote(version)):
                version.delete()
                deleted += 1
        self.stdout.write(f"Deleted {deleted} revisions.")


def _old(*, days: int | None, pages: bool, non_pages: bool, **options: Any) -> Any:
    versions = Revision.objects.filter(approved_go_live_at=None)
    if pages != non_pages:
        of_pages = Revision.page_revisions.values("pk")
        versions = versions.filter(pk__in=of_pages) if pages else versions.exclude(pk__in=of_pages)
    if days:
        versions = versions.filter(created_at__lt=timezone.now() - timedelta(days=days))
    active = WorkflowState.objects.active().values("pk")
    return versions.exclude(task_states__workflow_state__in=active)
