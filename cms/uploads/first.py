"""A file that somebody at the desk sends is opened before the transaction of the request begins.

Within it SQLite lets nobody else write, and PostgreSQL keeps its locks, for as long as that takes.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.accounts.marks import has_desk
from cms.uploads.cleaning import clean

# Where the forms of `cms.uploads.forms` are, beside the account; elsewhere they open it themselves.
PLACES = ("wagtailimages", "wagtailimages_chooser", "wagtaildocs", "wagtaildocs_chooser")


class OpensFilesFirst:
    """Right before the middleware that begins the transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Open the one file of a form; where there are more, that is for the form.

        What somebody may do is for the view, later: whoever has a desk can have a file opened.
        """
        place = request.resolver_match.namespace if request.resolver_match else ""
        cleans = place in PLACES or request.path == reverse("wagtailadmin_account")
        if request.method != "POST" or not cleans:
            return
        files: list[Any] = list(request.FILES.values())
        if len(files) == 1 and has_desk(request.user):
            files[0].opened = opened(files[0])


def opened(file: UploadedFile) -> ContentFile | ValidationError:
    """Return the file without what it tells of its makers, or why it is not taken; open it once."""
    known: ContentFile | ValidationError | None = getattr(file, "opened", None)
    if known is not None:
        return known
    try:
        return clean(file)
    except ValidationError as refusal:
        return refusal
