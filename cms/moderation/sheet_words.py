"""The cells of an Excel sheet as somebody sees them: texts, dates, the head of a column."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cms.moderation.file_limits import Room
from cms.moderation.markup_words import Words

STRINGS, STYLES, BOOK = "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
SHEETS = "xl/worksheets/"
# Numbers of Excel's own ways of writing a day (ECMA-376 part 1, 18.8.30).
DAYS = frozenset(map(str, (*range(14, 18), 22, *range(27, 37), *range(50, 59))))
NO_FORMAT = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|[\\_*].")  # words, colours and spaces in a format
DAY = re.compile("[dy]", re.IGNORECASE)
SINCE, SINCE_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LONGEST_HEAD = 40
DIGIT = re.compile("[0-9]")


@dataclass(slots=True)
class Book:
    """What the sheets of one file share."""

    strings: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    shows_day: list[bool] = field(default_factory=list)  # by number of style
    since: datetime = SINCE

    def unused(self) -> str:
        """Return the texts that no cell shows."""
        numbered = enumerate(self.strings)
        return "\n".join(text for number, text in numbered if number not in self.used)


class Strings:
    """Reads the texts that cells point to."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._words: list[str] = []

    def data(self, data: str) -> None:
        """Take a part of a text."""
        self._words.append(data)

    def end(self, tag: str) -> None:
        """Keep a text."""
        if tag.endswith("si"):
            self._book.strings.append("".join(self._words))
            self._words = []

    def close(self) -> None:
        """Nothing is left over."""


class Styles:
    """Reads which styles show a number as a day."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._days = set(DAYS)
        self._of_cells = False

    def start(self, tag: str, attributes: Any) -> None:
        """Take a format, or a style of cells with its format."""
        local = tag.rpartition("}")[2]
        number = attributes.get("numFmtId", "")
        if local == "cellXfs":
            self._of_cells = True
        elif local == "numFmt":
            shown = DAY.search(NO_FORMAT.sub("", attributes.get("formatCode", "")))
            (self._days.add if shown else self._days.discard)(number)
        elif local == "xf" and self._of_cells:
            self._book.shows_day.append(number in self._days)

    def end(self, tag: str) -> None:
        """After the styles of cells come others."""
        if tag.endswith("cellXfs"):
            self._of_cells = False

    def close(self) -> None:
        """Nothing is left over."""


class Epoch:
    """Reads from which day the file counts."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def start(self, tag: str, attributes: Any) -> None:
        """Old files of a Mac count from 1904."""
        if tag.endswith("workbookPr") and attributes.get("date1904") in {"1", "true"}:
            self._book.since = SINCE_1904

    def close(self) -> None:
        """Nothing is left over."""


class Cells(Words):
    """Gathers a sheet: each cell a line, a value with digits after the head of its column.

    What "12-03-1980" or "2024123" is, says the first cell of the column.
    """

    def __init__(self, room: Room, book: Book) -> None:
        super().__init__(room)
        self._book = book
        self._cell: dict[str, str] | None = None
        self._value: list[str] = []
        self._in_formula = False
        self._heads: dict[str, str] = {}

    def start(self, tag: str, attributes: Any) -> None:
        """Begin a cell."""
        super().start(tag, attributes)
        local = tag.rpartition("}")[2]
        self._in_formula = local == "f"
        if local == "c":
            self._cell, self._value = dict(attributes), []

    def data(self, data: str) -> None:
        """Take the value of a cell apart from its formula."""
        if self._cell is None or self._in_formula:
            super().data(data)
        else:
            self._value.append(data)

    def end(self, tag: str) -> None:
        """Write a cell out."""
        if self._cell is not None and tag.rpartition("}")[2] == "c":
            self._write(self._shown("".join(self._value), self._cell), self._cell.get("r", ""))
            self._cell = None
        super().end(tag)

    def _write(self, shown: str, place: str) -> None:
        column = place.rstrip("0123456789")
        has_digit = DIGIT.search(shown) is not None
        if shown.strip() and column not in self._heads:
            is_head = not has_digit and len(shown) <= LONGEST_HEAD
            self._heads[column] = f"{shown.strip()}: " if is_head else ""
        self.add((self._heads.get(column, "") if has_digit else "") + shown)

    def _shown(self, value: str, cell: dict[str, str]) -> str:
        with suppress(ValueError, IndexError, OverflowError):
            if cell.get("t") == "s":
                number = int(value)
                text = self._book.strings[number]
                self._book.used.add(number)
                return text
            if cell.get("t") == "d":
                return f"{datetime.fromisoformat(value.strip()):%d-%m-%Y}"
            if cell.get("t", "n") == "n" and self._book.shows_day[int(cell.get("s", ""))]:
                return f"{self._book.since + timedelta(days=float(value)):%d-%m-%Y}"
        return value
