"""Tells editors of the search what readers look for and do not find."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cms.dashboard import PersonalPanel
from search.editors import SearchEditorPolicy
from search.misses.models import Miss
from search.synonyms.models import SynonymRule

MOST = 10


class MissesPanel(PersonalPanel):
    """Texts without a result, for who can do something about it."""

    name = "misses"
    order = 97
    template_name = "search/misses_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the most wanted, each with the address at which the search finds nothing."""
        if not SearchEditorPolicy(SynonymRule).user_has_permission(self.user, "add"):
            return {"misses": []}
        search = reverse("search:results")
        return {
            "misses": [
                {**miss, "url": f"{search}?{urlencode({'q': miss['text']})}"}
                for miss in Miss.objects.wanted()[:MOST]
            ],
            "add_synonym_url": reverse("synoniemen:add"),
        }
