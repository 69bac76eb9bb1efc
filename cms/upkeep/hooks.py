"""Where the CMS shows upkeep; cms.wagtail_hooks imports it."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.upkeep import reports, views

ON_PAGES = {"add", "change", "publish"}


class ReportMenuItem(MenuItem):
    """Shown to whoever works on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """As the report itself."""
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, ON_PAGES))


@hooks.register("register_admin_urls")
def add_upkeep() -> list[URLPattern]:
    """Let people say that something is still right, and see what is due."""
    return [*views.urlpatterns, *reports.urlpatterns]


@hooks.register("register_reports_menu_item")
def offer_report() -> MenuItem:
    """Put it among the reports."""
    address = reverse_lazy("cms_upkeep")
    return ReportMenuItem(_("Still right?"), address, name="upkeep", icon_name="time", order=90)


@hooks.register("register_page_action_menu_item")
def offer_still_right() -> views.StillRightItem:
    """Offer it in the editor of a published item."""
    return views.StillRightItem(order=950)


@hooks.register("register_log_actions")
def name_upkeep(actions: LogActionRegistry) -> None:
    """Name in the log what happens in upkeep."""
    actions.register_action("cms.still_right", _("Still right"), _("Said that it is still right"))
    actions.register_action(
        "cms.take_over", _("Take over"), _("Taken over by the organisation from who left")
    )
