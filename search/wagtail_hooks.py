"""Hooks into Wagtail: best bets and synonyms in the CMS, and who may make them."""

from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import register_permission_policy

from search.bestbets.decisions import report_best_bets
from search.bestbets.models import BestBet
from search.bestbets.policy import BestBetPolicy
from search.bestbets.viewset import BestBetViewSet
from search.cluster.panel import BehindPanel
from search.editors import SearchEditorPolicy
from search.misses import report as misses
from search.misses.panel import MissesPanel
from search.synonyms.models import SynonymRule
from search.synonyms.viewset import SynonymRuleViewSet

register_permission_policy(BestBet, BestBetPolicy(BestBet))
register_permission_policy(SynonymRule, SearchEditorPolicy(SynonymRule))
report_best_bets()


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # of Wagtail
def add_best_bets() -> BestBetViewSet:
    """Let editors recommend an item for the words that readers type."""
    return BestBetViewSet()


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # of Wagtail
def add_synonyms() -> SynonymRuleViewSet:
    """Let editors say what means the same."""
    return SynonymRuleViewSet()


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # of Wagtail
def show_how_the_search_does(request: HttpRequest, panels: list[Component]) -> None:
    """Tell editors what readers look for in vain, and portal managers when the index is behind."""
    panels += [MissesPanel(request), BehindPanel(request)]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # of Wagtail
def add_misses() -> list[URLPattern]:
    """Report all of what readers look for in vain."""
    return misses.urlpatterns


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]  # of Wagtail
def offer_misses() -> MenuItem:
    """Put it among the reports."""
    return misses.menu_item()
