"""Who may pin: those who tend the search (search/editors.py), and only what they may see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from cms.models import KnowledgePage
from cms.visibility import visible_to
from search.bestbets.models import BestBet
from search.editors import SearchEditorPolicy


def visible_bets(user: Any) -> QuerySet[BestBet]:
    """Return the best bets of which this user may edit or read the item."""
    visible = visible_to(user, KnowledgePage.objects.all())
    return BestBet.objects.filter(item__in=visible.order_by().values("pk"))


class BestBetPolicy(SearchEditorPolicy):
    """An editor of the search makes, changes and removes every best bet she may see."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: BestBet) -> bool:
        """Ask whether the user may see the item too."""
        may = self.user_has_permission(user, action)
        return may and visible_bets(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[BestBet]:
        """Return those whose item the user may see."""
        may = self.user_has_any_permission(user, actions)
        return visible_bets(user) if may else BestBet.objects.none()
