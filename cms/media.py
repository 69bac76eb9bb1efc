"""Files: a document or picture is served to whoever may read an item that uses it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.access import STRANGER, Reader, request_reader
from cms.models import KnowledgePage

# What a browser shows rather than saves. SVG may carry scripts, so it is never among these.
INLINE_TYPES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


@require_safe
def serve_media(request: HttpRequest, path: str) -> FileResponse:
    """Serve a picture or one of its renditions; documents have an address of their own."""
    image = _image_of(path)
    if image is None or not may_fetch(request, image):
        raise Http404
    return _file_response(request, path, public=is_readable(image, STRANGER))


def may_fetch(request: HttpRequest, file_object: Any) -> bool:
    """Tell whether this reader may have a document or picture.

    Whoever may read a published item that uses it, and who manages the file in the CMS.
    """
    user = getattr(request, "user", None)
    return is_readable(file_object, request_reader(request)) or bool(
        user is not None
        and user.is_authenticated
        and policy_registry.get(file_object).user_has_any_permission_for_instance(
            user, ["choose", "change", "delete"], file_object
        )
    )


def is_readable(file_object: Any, reader: Reader) -> bool:
    """Tell whether a published page that this reader may read uses the file.

    Only pages count: what else refers to a file has numbers of its own.
    """
    references = ReferenceIndex.get_references_to(file_object).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    users = [int(pk) for pk in references.values_list("object_id", flat=True)]
    pages = Page.objects.live().filter(pk__in=users)
    items = KnowledgePage.objects.filter(pk__in=pages)
    return items.readable_by(reader).exists() or pages.exclude(pk__in=items.values("pk")).exists()


def _image_of(path: str) -> Any:
    model = get_image_model()
    return model.objects.filter(Q(file=path) | Q(renditions__file=path)).first()


def _file_response(request: HttpRequest, path: str, *, public: bool) -> FileResponse:
    if not default_storage.exists(path):
        raise Http404
    response = FileResponse(
        default_storage.open(path),
        as_attachment=not path.lower().endswith(INLINE_TYPES),
    )
    response["Cache-Control"] = "public, max-age=3600" if public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
