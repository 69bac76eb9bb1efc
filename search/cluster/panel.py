"""Tells who keeps the portal that the index is not what it should be."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.accounts.memberships import keeps_people
from cms.dashboard import PersonalPanel
from search.cluster import client
from search.cluster.models import OutboxEntry

LATE = timedelta(minutes=15)  # after so long something is wrong: perhaps no worker runs


class BehindPanel(PersonalPanel):
    """How many items the search engine refuses, and how many wait too long; never which."""

    name = "search-behind"
    order = 98
    template_name = "search/behind_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Count for portal managers; for others, and without a search engine, nothing."""
        if not client.is_configured() or not keeps_people(self.user):
            return {"parked": 0, "late": 0}
        waiting = OutboxEntry.objects.filter(parked_at=None)
        return {
            "parked": OutboxEntry.objects.exclude(parked_at=None).count(),
            "late": waiting.filter(created_at__lt=timezone.now() - LATE).count(),
        }
