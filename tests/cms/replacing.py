"""Another file in the place of an old one, for the matrix of roles."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from cms.models import Attachment
from tests.factories import go_live, organisation


def replaces(*, used: bool) -> Callable[[Client, Any], bool]:
    """Send another file for one in the folder of the organisation."""

    def replace(browser: Client, place: Any) -> bool:
        folder = Collection.objects.get(name=organisation(place.slug).name)
        file = Document.objects.create(
            title="B", collection=folder, file=ContentFile(b"1", "b.txt")
        )
        if used:
            place.live.attachments = [Attachment(title="B", document=file)]
            go_live(place.live)
        form = {
            "title": "B",
            "collection": folder.pk,
            "tags": "",
            "file": ContentFile(b"2", "c.txt"),
        }
        browser.post(reverse("wagtaildocs:edit", args=[file.pk]), form)
        return Document.objects.get(pk=file.pk).file.read() == b"2"

    return replace
