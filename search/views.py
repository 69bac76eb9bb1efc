"""The search page and the titles that come up while somebody types."""

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from cms.access import request_reader
from cms.cards import build_cards
from search import suggest, vocabulary
from search.misses.notes import note_after
from search.params import TEXT, parse
from search.results import results_page


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Everything about a search stands in its address. A script may ask for the results alone."""
    data = _data(request)
    known = vocabulary.load(data.get(TEXT, ""))
    params = parse(data, known)
    is_fragment = _is_fragment(request)
    path = reverse("search:results")
    page = results_page(params, request_reader(request), path, known)
    context = {
        "form_action": path,
        "text": params.text,
        "results": page,
        "is_fragment": is_fragment,
    }
    template = "search/_results.html" if is_fragment else "search/results.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["X-Requested-With"])
    if not (page.total or page.recommended or params.filters or is_fragment):
        note_after(response, params.text)
    return _private(request, response)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """At most eight titles that this reader may read, for what was typed so far."""
    pages = suggest.titles(_data(request).get("q", ""), request_reader(request))
    found = [
        {"titel": card.title, "url": card.url, "soort": card.kind_label}
        for card in build_cards(pages)
    ]
    return _private(request, JsonResponse({"suggesties": found}))


def _data(request: HttpRequest) -> QueryDict:
    """Return the parameters; none of an address with more than Django reads."""
    try:
        return request.GET
    except TooManyFieldsSent:
        request.GET = QueryDict()  # so that nobody reads it again
        return QueryDict()


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch" or "fragment" in _data(request)


def _private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep what a signed-in reader finds out of every cache."""
    patch_vary_headers(response, ["Cookie"])
    if request_reader(request).user_id is not None:
        patch_cache_control(response, private=True, no_store=True)
    return response
