"""Keywords offered while somebody types: of items that they may read or edit, of their files."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import path
from taggit.models import Tag, TaggedItem
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from cms.models import KeywordLink, KnowledgePage
from cms.visibility import read_or_edited_by


@require_admin_access
def offer_keywords(request: HttpRequest, **of_a_kind: str) -> JsonResponse:
    """Wagtail offers those of everybody: a keyword of a draft, or of an item for members only."""
    term = request.GET.get("term", "")
    items = read_or_edited_by(request.user, KnowledgePage.objects.all())
    links = KeywordLink.objects.filter(content_object__in=items.order_by().values("pk"))
    own = Q(pk__in=links.values("tag")) | _of_files(request.user)
    tags = Tag.objects.filter(own, name__istartswith=term)
    names = tags.order_by("name").values_list("name", flat=True) if term else ()
    return JsonResponse([*names[:TAGS_AUTOCOMPLETE_LIMIT]], safe=False)


def _of_files(user: Any) -> Q:
    """Of the files that this person finds at the desk; readers of a file see no keywords."""
    found = Q(pk__in=[])
    for model in (get_document_model(), get_image_model()):
        policy = policy_registry.get_by_type(model)
        actions = ["choose", "change", "delete"]
        files = policy.instances_user_has_any_permission_for(user, actions).order_by()
        kind = ContentType.objects.get_for_model(model)
        links = TaggedItem.objects.filter(content_type=kind, object_id__in=files.values("pk"))
        found |= Q(pk__in=links.values("tag"))
    return found


urlpatterns = [
    # In place of Wagtail's own addresses, which stand behind them.
    path("", offer_keywords),
    path("<slug:app_name>/<slug:model_name>/", offer_keywords),
]
