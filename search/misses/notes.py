"""Notes what found nothing, after the reader has the answer: no search waits for it, none fails."""

import datetime
import logging

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone

from cms.privacy import find
from search.misses.models import DAYS, Miss

LONGEST = 60  # characters: who types more tells a story
A_DAY = 300  # texts: more is a machine trying words

logger = logging.getLogger(__name__)


def note_after(response: HttpResponse, text: str) -> None:
    """Note this text when the answer was sent."""
    # Django closes what a response holds when the server is done with it.
    response._resource_closers.append(lambda: note(text))  # type: ignore[attr-defined]  # of Django


def note(typed: str) -> None:
    """Count this text today; nothing that may hold personal data, and no more rows than A_DAY."""
    text = " ".join(typed.casefold().split())
    if not text or len(text) > LONGEST or find(typed) or find(text):
        return
    try:
        with transaction.atomic():
            _count(text, timezone.localdate())
    except DatabaseError:  # two of the same at once, or a database that is busy: one count less
        logger.info("a search without a result was not counted")


def _count(text: str, today: datetime.date) -> None:
    if Miss.objects.filter(text=text, day=today).update(count=F("count") + 1):
        return
    known = Miss.objects.filter(day=today).count()
    if not known:
        Miss.objects.filter(day__lt=today - datetime.timedelta(days=DAYS)).delete()
    if known < A_DAY:
        Miss.objects.create(text=text, day=today)
