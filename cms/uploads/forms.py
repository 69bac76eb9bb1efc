"""The forms of Wagtail for pictures and documents: every file that comes in is cleaned first.

All doors use these: adding one or many, choosers, another file for an old one, Wagtail's API.
"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.uploads.cleaning import clean


class _CleansFile:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self._clean_before(self.fields["file"])

    @staticmethod
    def _clean_before(field: Any) -> None:
        """Refuse a broken file before Wagtail looks at it: its own check falls over some."""
        look = field.to_python
        field.to_python = lambda file: look(clean(file) if isinstance(file, UploadedFile) else file)


class ImageForm(_CleansFile, BaseImageForm):
    """A picture."""


class DocumentForm(_CleansFile, BaseDocumentForm):
    """A document."""
