"""What a signed-in person gets stays out of caches; doors of the admin that stay shut."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.cache import patch_cache_control
from django.views.defaults import page_not_found

from cms.accounts.memberships import keeps_people
from cms.models import KnowledgePage
from cms.visibility import hidden_from

# Names under which Wagtail's addresses carry the number of a page.
PAGE_NUMBERS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
CHOSEN = "wagtailadmin_choose_page_chosen_multiple"
COMPARISON = "wagtailadmin_pages:revisions_compare"
# Name the page last edited of every type, whoever it belongs to.
REPORTS = ("wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results")
# Quotes remarks on every draft below a page where one may add a page; for whoever keeps people it
# is the log of people and settings. Decisions on items stand in cms.decisions.
SITE_HISTORY = ("wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results")


class PrivatePagesMiddleware:
    """What was made for somebody signed in is kept by no cache, unless the view says otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A view that did not look at the session made nothing for anybody in particular.
        is_open = request.session.accessed and "Cache-Control" not in response
        if is_open and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response


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
        # Whoever does not work here is sent away alike from what is there and what is not.
        if request.user.is_superuser or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        asked = KnowledgePage.objects.filter(pk__in=_page_numbers(request, match))
        if _is_closed(match.view_name, request.user) or hidden_from(request.user, asked).exists():
            return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
        return None


def _is_closed(name: str, user: Any) -> bool:
    return name in REPORTS or (name in SITE_HISTORY and not keeps_people(user))


def _page_numbers(request: HttpRequest, match: ResolverMatch) -> set[int]:
    numbers = {match.kwargs[name] for name in PAGE_NUMBERS if name in match.kwargs}
    if match.view_name == COMPARISON:
        numbers.add(int(match.kwargs["pk"]))
    if match.view_name == CHOSEN:
        numbers |= {int(pk) for pk in request.GET.getlist("id") if pk.isdecimal()}
    return numbers
