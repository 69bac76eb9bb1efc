"""Where each part of a document belongs in an item of one kind; what has no place is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, tostring

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.text import Truncator
from wagtail.fields import RichTextField

from cms.models import KnowledgePage, PlaybookStep
from cms.sanitize import clean_html
from cms.word.headings import ONE_STEP, STEPS, fields_by_heading, normal
from cms.word.sections import Section, bold, sections_of, spelled_out, words_of

LONGEST_TITLE = 255
LONGEST_ACTION = PlaybookStep._meta.get_field("action").max_length or 0


@dataclass(slots=True)
class Step:
    """A step of a playbook."""

    action: str
    how: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Placed:
    """What goes where: a title, fields by name, steps, and parts without a place."""

    title: str = ""
    fields: dict[str, list[Element]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    left: list[Section] = field(default_factory=list)


def place(page_type: type[KnowledgePage], html: str) -> Placed:
    """Place a document in a kind of item by its headings."""
    known = fields_by_heading(page_type)
    has_steps = hasattr(page_type, STEPS)

    def is_known(words: str) -> bool:
        return normal(words) in known or (has_steps and ONE_STEP.match(words) is not None)

    desk = _Desk(known, has_steps=has_steps)
    for section in sections_of(html, is_known):
        desk.take(section)
    return desk.placed


class _Desk:
    """Takes sections one by one, and remembers which one it is in."""

    def __init__(self, known: dict[str, str], *, has_steps: bool) -> None:
        self.placed = Placed()
        self._known = known
        self._has_steps = has_steps
        self._name = ""  # the field that the last heading named; none: no place
        self._level = 0
        self._in_one_step = False

    def take(self, section: Section) -> None:
        """Find the place of a section; a lower heading without one stays with what it is under."""
        name = self._known.get(normal(section.heading), "")
        step = ONE_STEP.match(section.heading) if self._has_steps else None
        if step:
            self._begin(STEPS, section.level, one_step=True)
            self.placed.steps.append(_step(step[1] or section.heading))
            self._add(section.blocks)
        elif name:
            self._begin(name, section.level)
            self._add(section.blocks)
        elif self._name and section.level > self._level:
            self._add_below(section)
        elif section.heading and not self.placed.title and not self.placed.fields:
            self.placed.title = section.heading
            self.placed.left += [Section("", 0, section.blocks)] if section.blocks else []
        else:
            self._begin("", section.level)
            self.placed.left.append(section)

    def _begin(self, name: str, level: int, *, one_step: bool = False) -> None:
        self._name, self._level, self._in_one_step = name, level, one_step

    def _add(self, blocks: list[Element]) -> None:
        if self._name != STEPS:
            self.placed.fields.setdefault(self._name, []).extend(blocks)
            return
        for block in blocks:
            if block.tag in {"ol", "ul"} and not self._in_one_step:
                self.placed.steps += [_step(words_of(item), spelled_out(item)) for item in block]
            elif self.placed.steps:
                self.placed.steps[-1].how.append(block)
            else:
                self.placed.left.append(Section("", 0, [block]))

    def _add_below(self, section: Section) -> None:
        if self._name == STEPS and not self._in_one_step:
            self.placed.steps.append(_step(section.heading))
            self.placed.steps[-1].how.extend(section.blocks)
        else:
            self._add([bold(section.heading), *section.blocks])


def _step(words: str, whole: str = "") -> Step:
    """What does not fit in the action stands whole in how it is done."""
    if len(words) <= LONGEST_ACTION and whole in {"", words}:
        return Step(words)
    paragraph = Element("p")
    paragraph.text = whole or words
    return Step(Truncator(words).chars(LONGEST_ACTION), [paragraph])


def value_for(model_field: Any, blocks: Iterable[Element]) -> str:
    """Return what a field takes of these blocks. Raises ValidationError if it is too much."""
    if isinstance(model_field, RichTextField):
        return clean_html("".join(map(_html, blocks)))
    lines = [line for block in blocks for line in _lines(block)]
    is_short = model_field.get_internal_type() == "CharField"
    text = (" " if is_short else "\n").join(lines)
    if model_field.max_length and len(text) > model_field.max_length:
        raise ValidationError("", code="max_length")
    return text


def kept_html(blocks: Iterable[Element]) -> str:
    """Return blocks without a place as rich text, however large."""
    return "".join(map(_kept, blocks))


def _kept(block: Element) -> str:
    try:
        return clean_html(_html(block))
    except ValidationError:
        return f"<p>{escape(spelled_out(block))}</p>"


def _html(block: Element) -> str:
    return tostring(block, encoding="unicode", method="html")


def _lines(block: Element) -> list[str]:
    items = block if block.tag in {"ol", "ul"} else [block]
    return list(filter(None, map(spelled_out, items)))
