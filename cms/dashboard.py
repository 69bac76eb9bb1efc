"""What an editor sees first: where to begin, what asks for attention, and the manual."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.listing import kinds
from cms.manual import manual_pages
from cms.upkeep.due import due_for, links_due_for


class PersonalPanel(Component):
    """A panel of the desk that shows what is for one person."""

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user


class StartPanel(Component):
    """Links to write something new, to what must be looked at, and to the manual."""

    name = "start"
    order = 50
    template_name = "cms/admin/start_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Offer writing only to those who may."""
        request: HttpRequest = parent_context["request"]
        policy = policy_registry.get_by_type(Page)
        return {
            "kinds": [
                (capfirst(page_type._meta.verbose_name), reverse(f"{page_type.KIND}:choose_parent"))
                for page_type in kinds()
            ]
            if policy.user_has_permission(request.user, "add")
            else [],
            "due": due_for(request.user).count(),
            "due_url": f"{reverse('cms_upkeep')}?when=due",
            "links_due": links_due_for(request.user).count(),
            "links_due_url": f"{reverse('cms_upkeep')}?when=links",
            "manual_pages": manual_pages(),
        }
