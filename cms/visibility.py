"""What somebody at work in the CMS gets to see of other people's items.

Wagtail lists what one may edit, but its page choosers, some reports and the addresses of single
pages name every page there is. An item is seen here by whoever may edit it, or may read it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.views.defaults import page_not_found
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.access import readable_condition, reader_for
from cms.models import KnowledgePage
from cms.querysets import KnowledgeQuerySet

# Names under which Wagtail's addresses carry the number of a page.
PAGE_NUMBERS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
CHOSEN = "wagtailadmin_choose_page_chosen_multiple"
# Names the page last edited of every type, whoever it belongs to.
REPORTS = ("wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results")


def visible_items(user: Any) -> KnowledgeQuerySet:
    """Items that this user may edit, published or not, and published ones that they may read."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    readable = Q(live=True) & readable_condition(reader_for(user))
    return KnowledgePage.objects.filter(Q(pk__in=explorable.order_by().values("pk")) | readable)


def hidden_items(user: Any) -> KnowledgeQuerySet:
    """The other items."""
    return KnowledgePage.objects.exclude(pk__in=visible_items(user).values("pk"))


class HiddenItemsMiddleware:
    """In the admin, the address of a hidden item answers as that of a page that is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look at the page numbers in the address before Wagtail does."""
        match = request.resolver_match
        if match is None or not match.view_name.startswith("wagtailadmin"):
            return None
        if not request.user.is_authenticated or request.user.is_superuser:
            return None
        numbers = _page_numbers(request, match)
        hidden = numbers and hidden_items(request.user).filter(pk__in=numbers).exists()
        if hidden or match.view_name in REPORTS:
            return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
        return None


def _page_numbers(request: HttpRequest, match: ResolverMatch) -> set[int]:
    numbers = {match.kwargs[name] for name in PAGE_NUMBERS if name in match.kwargs}
    if match.view_name == CHOSEN:
        numbers |= {int(pk) for pk in request.GET.getlist("id") if pk.isdecimal()}
    return numbers
