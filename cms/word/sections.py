"""A document cut at its headings: each with the paragraphs, lists and rows under it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from defusedxml.ElementTree import fromstring

from cms.word.headings import LONGEST

HEADING = re.compile(r"h([1-6])$")
# Of a paragraph or a cell that is written as if it were a heading.
LOWEST = 9
BETWEEN_CELLS = " | "
SENTENCE_ENDS = (".", ",", ";", "!")
ADDRESSES = ("https://", "http://", "mailto:")
BACK_TO_NOTE = "↑"
NAME_AND_TEXT = 2  # cells of a row in a form


@dataclass(slots=True)
class Section:
    """A heading, how deep it is (0: what stands before the first), and what is under it."""

    heading: str
    level: int
    blocks: list[Element] = field(default_factory=list)


def sections_of(html: str, is_known: Callable[[str], bool]) -> list[Section]:
    """Cut the HTML of a document; `is_known` tells whether words are the heading of a field."""
    root = fromstring(f"<div>{html}</div>", forbid_dtd=True)
    _leave_out_anchors(root)
    sections = [Section("", 0)]
    for heading, level, block in _parts(root, is_known):
        if heading:
            sections.append(Section(heading, level))
        if block is not None:
            sections[-1].blocks.append(block)
    return [section for section in sections if section.heading or section.blocks]


def words_of(element: Element) -> str:
    """Return the words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def spelled_out(element: Element) -> str:
    """Return the words of an element with the addresses of its links, for where no link can be."""
    return " ".join("".join(_spelled(element)).split())


def _spelled(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _spelled(child)
        address = child.get("href", "") if child.tag == "a" else ""
        if address.startswith(ADDRESSES) and address not in words_of(child):
            yield f" ({address.removeprefix('mailto:')})"
        yield child.tail or ""


def _parts(
    root: Element, is_known: Callable[[str], bool]
) -> Iterator[tuple[str, int, Element | None]]:
    """Give headings with their level, and blocks."""
    for block in root:
        heading = HEADING.match(block.tag)
        words = words_of(block)
        if heading and words:
            yield words, int(heading[1]), None
        elif block.tag == "p" and _may_be_heading(words) and is_known(words):
            yield words, LOWEST, None
        elif block.tag == "table":
            yield from _rows(block, is_known)
        elif words:
            yield "", 0, block


def _may_be_heading(words: str) -> bool:
    return len(words) < LONGEST and not words.endswith(SENTENCE_ENDS)


def _rows(
    table: Element, is_known: Callable[[str], bool]
) -> Iterator[tuple[str, int, Element | None]]:
    """Give a row whose first cell is a heading as such; of others, the cells as one paragraph."""
    for row in table.iterfind("tr") if table.find("tr") is not None else table.iterfind("*/tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        first = words_of(cells[0]) if cells else ""
        if len(cells) == NAME_AND_TEXT and is_known(first):
            yield first, LOWEST, None
            yield from (("", 0, block) for block in cells[1] if words_of(block))
        elif any(map(words_of, cells)):
            paragraph = Element("p")
            paragraph.text = BETWEEN_CELLS.join(filter(None, map(spelled_out, cells)))
            yield "", 0, paragraph


def _leave_out_anchors(root: Element) -> None:
    """Links to places within the document lead nowhere here; their words stay."""
    for link in root.iter("a"):
        if link.get("href", "#").startswith("#"):
            link.tag = "span"
            if link.text == BACK_TO_NOTE:
                link.text = ""


def bold(words: str) -> Element:
    """Return a paragraph in bold, for a heading within a field."""
    paragraph = Element("p")
    SubElement(paragraph, "b").text = words
    return paragraph
