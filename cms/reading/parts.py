"""The parts of which a reading page is made: values that templates print and nothing else."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact; `query` is the search that finds more of the same, or empty."""

    text: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the panel "in short": a label and one or more values."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled stretch of an item; `style` names the template that prints `body`.

    Styles are the files of templates/components/sections/. `anchor` is public: it stands in links.
    """

    anchor: str
    title: str
    body: Any
    style: str = "rich"

    @property
    def template(self) -> str:
        """The template that prints the body."""
        return f"components/sections/{self.style}.html"


def fact(label: str, *texts: object) -> list[Fact]:
    """Return a fact of plain values as a list of one, or an empty list if there are none."""
    values = tuple(Value(str(text)) for text in texts if text)
    return [Fact(label, values)] if values else []


def filled(*sections: Section) -> list[Section]:
    """Leave out sections without a body."""
    return [section for section in sections if section.body]


def day(date: datetime.date | None) -> str:
    """Return a date written out, such as 3 maart 2026, or nothing."""
    return date_format(date, "j F Y") if date else ""


def hours(number: int | None) -> str:
    """Return a number of hours, such as 1.150 uur, or nothing."""
    if not number:
        return ""
    text = ngettext("%(count)s hour", "%(count)s hours", number)
    return text % {"count": number_format(number, force_grouping=True)}
