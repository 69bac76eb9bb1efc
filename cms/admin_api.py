"""The API of the CMS, which the menu of pages asks: it answers and changes nothing."""

from typing import Any, ClassVar

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter


class PagesEndpoint(PagesAdminAPIViewSet):
    """Wagtail's, without actions: they pass by the hooks and locks of the forms."""

    actions: ClassVar[dict[str, Any]] = {}


@hooks.register("construct_admin_api")
def only_answer(router: WagtailAPIRouter) -> None:
    """Put it in place of Wagtail's."""
    router.register_endpoint("pages", PagesEndpoint)
