"""How somebody who writes a note or a council proposal refers to an item."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from cms.labels import Label
from cms.reading.parts import day


@dataclass(frozen=True, slots=True)
class Citation:
    """Who, when, what and where; `label` is empty for TLP:CLEAR, the portal's name is added."""

    organisation: str
    month: str
    title: str
    label: str
    address: str
    seen_on: str


def citation(page: Any, request: HttpRequest) -> Citation:
    """Return what a reference to this item says, with the address as the reader came to it."""
    return Citation(
        organisation=page.organisation.name,
        month=date_format(page.published_on, "F Y"),
        title=page.title if page.title.endswith(("?", "!", ".")) else f"{page.title}.",
        label="" if page.label == Label.CLEAR else page.get_label_display(),
        address=request.build_absolute_uri(page.get_url(request) or request.path),
        seen_on=day(timezone.localdate()),
    )
