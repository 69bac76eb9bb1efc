"""Tells editors of the search what readers look for and do not find."""

from typing import Any

from django.urls import reverse

from cms.dashboard import PersonalPanel
from search.misses.models import Miss
from search.misses.report import may_see_misses, search_for

MOST = 10


class MissesPanel(PersonalPanel):
    """Texts without a result, for who can do something about it."""

    name = "misses"
    order = 97
    template_name = "search/misses_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the most wanted, each with the address at which the search finds nothing."""
        if not may_see_misses(self.user):
            return {"misses": []}
        return {
            "misses": [
                {**miss, "url": search_for(miss["text"])} for miss in Miss.objects.wanted()[:MOST]
            ],
            "add_synonym_url": reverse("synoniemen:add"),
        }
