"""Keywords offered while somebody types: those of items that they may read or edit."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from taggit.models import Tag
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT

from cms.models import KeywordLink, KnowledgePage
from cms.visibility import read_or_edited_by


@require_admin_access
def offer_keywords(request: HttpRequest, **of_a_kind: str) -> JsonResponse:
    """Wagtail offers those of everybody: a keyword of a draft, or of an item for members only."""
    term = request.GET.get("term", "")
    items = read_or_edited_by(request.user, KnowledgePage.objects.all())
    links = KeywordLink.objects.filter(content_object__in=items.order_by().values("pk"))
    tags = Tag.objects.filter(name__istartswith=term, pk__in=links.values("tag"))
    names = tags.order_by("name").values_list("name", flat=True) if term else ()
    return JsonResponse([*names[:TAGS_AUTOCOMPLETE_LIMIT]], safe=False)


urlpatterns = [
    # In place of Wagtail's own addresses, which stand behind them.
    path("", offer_keywords),
    path("<slug:app_name>/<slug:model_name>/", offer_keywords),
]
