"""Where a page links to: who says that it is still right opens these, and the day is kept."""

import datetime
import hashlib
import re
from html import unescape
from typing import Any

from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.models import HomePage, LinkCheck
from cms.moderation.draft_texts import record_models, text_fields

_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_AFTER = ".,;:!?)"  # of the sentence around it


def links_of(page: Any) -> list[str]:
    """Return the web addresses in all texts of a page that a reader sees, each once.

    On the front page an address is no link: its texts are plain.
    """
    if isinstance(page, HomePage):
        return []
    internal = getattr(page, "INTERNAL_FIELDS", ())
    rows = [row for name in record_models(type(page)) for row in getattr(page, name).all()]
    texts = (
        getattr(row, field.name) or ""
        for row in (page, *rows)
        for field in text_fields(type(row))
        if row is not page or field.name not in internal
    )
    found = (unescape(each).rstrip(_AFTER) for text in texts for each in _ADDRESS.findall(text))
    return list(dict.fromkeys(found))


def fingerprint(links: list[str]) -> str:
    """Tell these links from others: the log, which nobody can change, holds no addresses."""
    return hashlib.sha256("\n".join(sorted(links)).encode()).hexdigest()


def checked_on(page: Any, links: list[str]) -> datetime.date | None:
    """Return the last day on which somebody said that they opened these very links."""
    told = PageLogEntry.objects.filter(page=page.pk, action="cms.still_right")
    entry = told.filter(data__links=fingerprint(links)).order_by("timestamp").last()
    return timezone.localdate(entry.timestamp) if entry else None


def note_links(page: Any) -> None:
    """Keep which links readers see now, and when somebody last opened these very ones."""
    links = links_of(page)
    mark = fingerprint(links) if links else ""
    check = LinkCheck.objects.get_or_create(page_id=page.pk, defaults={"links": mark})[0]
    if check.links != mark:
        check.links, check.since = mark, timezone.localdate()
    check.checked_on = checked_on(page, links) if links else None
    check.save(update_fields=["links", "since", "checked_on"])
