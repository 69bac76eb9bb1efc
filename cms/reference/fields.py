"""One record of a file, read field by field; a wrong value names its line."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from cms.reference.files import BrokenFile, Record, Series, Text, Value

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_LENGTH = 80
NAME_LENGTH = 120
NUMBER_LIMIT = 2_000_000_000  # what a database column of this kind holds

T = TypeVar("T")


class Fields:
    """Typed access to a record; the methods raise BrokenFile."""

    def __init__(self, path: Path, record: Value, known: tuple[str, ...] | None = None) -> None:
        """Refuse anything but a mapping, and names that are not known (a table checked its own)."""
        self.path = path
        if not isinstance(record, Record):
            raise BrokenFile(path, record.line, _("here should be names with values."))
        self.record = record
        for name in record:
            if known is not None and name not in known:
                raise self.broken(name, _("“%(name)s” is unknown.") % {"name": name})

    def broken(self, name: str, reason: str) -> BrokenFile:
        """Return the fault to raise on the line of this field."""
        return BrokenFile(self.path, self.record.line_of(name), reason)

    def text(self, name: str, max_length: int | None = None, required: bool = True) -> str:
        """Return one text, on one line or folded."""
        value = self.record.get(Text(name, 0), "")
        if not isinstance(value, str):
            raise self.broken(name, _("“%(name)s” should be one text.") % {"name": name})
        if required and not value.strip():
            raise self.broken(name, _("“%(name)s” is missing.") % {"name": name})
        if max_length is not None and len(value) > max_length:
            reason = _("“%(name)s” is longer than %(limit)d characters.")
            raise self.broken(name, reason % {"name": name, "limit": max_length})
        return str(value).strip()

    def slug(self, name: str = "slug") -> str:
        """Return a code of small letters, digits and single hyphens."""
        value = self.text(name, SLUG_LENGTH)
        if not SLUG.fullmatch(value):
            reason = _("“%(value)s” is not a code: use small letters, digits and hyphens.")
            raise self.broken(name, reason % {"value": value})
        return value

    def number(self, name: str, limit: int = NUMBER_LIMIT) -> int:
        """Return a whole number from zero up to the limit."""
        value = self.text(name, len(str(limit)))
        if not (value.isascii() and value.isdigit()) or int(value) > limit:
            reason = _("“%(name)s” should be a whole number, not “%(value)s”.")
            raise self.broken(name, reason % {"name": name, "value": value})
        return int(value)

    def url(self, name: str) -> str:
        """Return a web address, or nothing."""
        value = self.text(name, 200, required=False)
        try:
            if value:
                URLValidator(schemes=["https", "http"])(value)
        except ValidationError as error:
            reason = _("“%(value)s” is not a web address.") % {"value": value}
            raise self.broken(name, reason) from error
        return value

    def one_of(self, name: str, known: Mapping[str, T]) -> T:
        """Return what this text stands for."""
        value = self.text(name)
        if value not in known:
            reason = _("“%(value)s” of “%(name)s” is unknown.")
            raise self.broken(name, reason % {"value": value, "name": name})
        return known[value]

    def series(self, name: str) -> list[Value]:
        """Return a list, empty when the field is missing."""
        value = self.record.get(Text(name, 0), Series(self.record.line))
        if not isinstance(value, Series):
            raise self.broken(name, _("“%(name)s” should be a list.") % {"name": name})
        return value

    def texts(self, name: str) -> list[Text]:
        """Return a list of texts."""
        values = self.series(name)
        for value in values:
            if not isinstance(value, Text):
                reason = _("“%(name)s” should be a list of texts.") % {"name": name}
                raise BrokenFile(self.path, value.line, reason)
        return [value for value in values if isinstance(value, Text)]
