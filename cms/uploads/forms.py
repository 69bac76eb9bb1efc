"""The forms of Wagtail for pictures, documents and people: every file is cleaned first.

All doors use these: adding one or many, choosers, another file for an old one, Wagtail's API.
"""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.uploads.first import opened
from cms.uploads.kept import KeepsUsedFile


class _CleansFile:
    fields: dict[str, Any]
    file_field = "file"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.file_field in self.fields:
            self._clean_before(self.fields[self.file_field])

    @staticmethod
    def _clean_before(field: Any) -> None:
        """Refuse a broken file before Wagtail looks at it: its own check falls over some."""
        look = field.to_python

        def to_python(file: Any) -> Any:
            if not isinstance(file, UploadedFile):
                return look(file)
            cleaned = opened(file)
            if isinstance(cleaned, ValidationError):
                raise cleaned
            file.cleaned = cleaned  # type: ignore[attr-defined]  # for what waits (receivers.py)
            return look(cleaned)

        field.to_python = to_python


class ImageForm(KeepsUsedFile, _CleansFile, BaseImageForm):
    """A picture."""


class DocumentForm(KeepsUsedFile, _CleansFile, BaseDocumentForm):
    """A document."""


class AvatarForm(_CleansFile, AvatarPreferencesForm):
    """The picture of a person at the desk."""

    file_field = "avatar"

    def clean_avatar(self) -> Any:
        """Keep no name of a file: it may say who or where."""
        file = super().clean_avatar()
        if isinstance(file, UploadedFile | ContentFile):
            file.name = f"avatar{PurePath(file.name or '').suffix}"
        return file
