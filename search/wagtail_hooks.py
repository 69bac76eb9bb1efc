"""Hooks into Wagtail: best bets in the CMS, and who may make them."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from search.bestbets.models import BestBet
from search.bestbets.policy import BestBetPolicy
from search.bestbets.viewset import BestBetViewSet

register_permission_policy(BestBet, BestBetPolicy(BestBet))


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # of Wagtail
def add_best_bets() -> BestBetViewSet:
    """Let editors recommend an item for the words that readers type."""
    return BestBetViewSet()
