"""Bring the best bets of the demo into the database; leave alone what editors did with them.

The history of Wagtail is the memory: the entry of a best bet that was made from a file carries its
code, and an entry by a person says that it belongs to the editors, also when it is gone.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.models import KnowledgePage
from cms.reference.fields import Fields
from cms.reference.files import BrokenFile, read_yaml
from search.models import BestBet

OWN_FILE = Path(__file__).with_name("best_bets.yaml")
NAMES = ("code", "words", "item", "note", "first_day", "last_day")


@dataclass(slots=True)
class Changes:
    """How many best bets were made, changed and left to the editors."""

    created: int = 0
    updated: int = 0
    left_alone: int = 0


@transaction.atomic
def load_best_bets(path: Path = OWN_FILE) -> Changes:
    """Load a file; safe to run again. Raises BrokenFile, and then nothing was changed."""
    records = read_yaml(path)
    if not isinstance(records, list):
        raise BrokenFile(path, records.line, _("this file should be a list."))
    changes = Changes()
    codes: set[str] = set()
    for record in records:
        fields = Fields(path, record, known=NAMES)
        code = fields.slug("code")
        if code in codes:
            reason = _("“%(name)s” stands here twice.")
            raise fields.broken("code", reason % {"name": code})
        codes.add(code)
        _load(code, fields, changes)
    return changes


def _load(code: str, fields: Fields, changes: Changes) -> None:
    wanted = _values(fields)
    ours = _history().filter(data__demo=code).first()
    if ours is None:
        bet = BestBet()
    elif _history().filter(object_id=ours.object_id, user__isnull=False).exists():
        changes.left_alone += 1
        return
    else:  # it went with its item when it is not there
        bet = BestBet.objects.filter(pk=ours.object_id).first() or BestBet()
    if all(getattr(bet, name, None) == value for name, value in wanted.items()):
        return
    is_new = bet.pk is None
    for name, value in wanted.items():
        setattr(bet, name, value)
    try:
        bet.full_clean()
    except ValidationError as error:
        raise fields.broken("code", " ".join(error.messages)) from error
    bet.save()
    log(bet, "wagtail.create" if is_new else "wagtail.edit", data={"demo": code})
    changes.created += is_new
    changes.updated += not is_new


def _values(fields: Fields) -> dict[str, Any]:
    slug = fields.slug("item")
    item = KnowledgePage.objects.filter(slug=slug).order_by("pk").first()
    if item is None:
        reason = _("“%(value)s” of “%(name)s” is unknown.")
        raise fields.broken("item", reason % {"value": slug, "name": "item"})
    return {
        "words": "\n".join(" ".join(line.split()) for line in fields.texts("words")),
        "item_id": item.pk,
        "note": fields.text("note", required=False),
        "starts_on": _day(fields, "first_day"),
        "ends_on": _day(fields, "last_day"),
    }


def _day(fields: Fields, name: str) -> datetime.date | None:
    value = fields.text(name, required=False)
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError as error:
        reason = _("“%(value)s” is not a date such as 2026-03-31.")
        raise fields.broken(name, reason % {"value": value}) from error


def _history() -> QuerySet[ModelLogEntry]:
    entries: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(BestBet)
    )
    return entries
