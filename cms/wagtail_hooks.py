"""Hooks into Wagtail: who gets a page or a file."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page

from cms.access import request_reader
from cms.media import may_fetch
from cms.models import KnowledgePage


# Before Wagtail's own check, which would send a stranger to the sign-in page and so tell that
# there is something to see.
@hooks.register("before_serve_page", order=-100)
def hide_what_may_not_be_read(page: Page, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
    """A forbidden page and a missing page look the same."""
    item = page.specific
    if isinstance(item, KnowledgePage) and not request_reader(request).may_read(item):
        raise Http404


@hooks.register("before_serve_document", order=-100)
def hide_documents(document: Any, request: HttpRequest) -> None:
    """A document goes only to those who may read an item that uses it."""
    if not may_fetch(request, document):
        raise Http404
