"""The editors' manual: docs/handleiding/ shown inside the CMS.

The pages use a small part of Markdown: headings, paragraphs, lists, bold, links to each other, and
pictures, each a paragraph of its own. `make manual-screenshots` takes the pictures.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

DIRECTORY = Path(settings.BASE_DIR) / "docs" / "handleiding"
PICTURES = DIRECTORY / "beelden"
START = "README"

HEADING = re.compile(r"(#{1,3}) (.+)")
BULLET = re.compile(r"- (.+)")
NUMBER = re.compile(r"\d+\. (.+)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md\)")
FRAME = "w-border w-border-border-furniture"
PICTURE = re.compile(r"!\[([^\]]+)\]\(beelden/([\w-]+)\.webp\)")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual: the name in the address, and its text as Markdown."""

    slug: str
    text: str

    @property
    def title(self) -> str:
        """The first line, which is its heading."""
        return self.text.splitlines()[0].removeprefix("# ")

    @property
    def url(self) -> str:
        """Where the CMS shows it."""
        return _address(self.slug)

    @property
    def html(self) -> SafeString:
        """The text below the title as HTML; everything in it is escaped."""
        lines = [line.strip() for line in self.text.splitlines()[1:]]
        blocks = groupby(lines, key=bool)
        return mark_safe(  # noqa: S308 - each piece is escaped before tags are added
            "\n".join(_block(list(part)) for has_text, part in blocks if has_text)
        )


def manual_pages() -> list[ManualPage]:
    """All pages, in the order in which the start page links to them."""
    start = _page(START)
    return [start, *(_page(slug) for _label, slug in LINK.findall(start.text))]


def show_manual(request: HttpRequest, slug: str = START) -> HttpResponse:
    """Show a page of the manual."""
    pages = manual_pages()
    page = next((page for page in pages if page.slug == slug), None)
    if page is None:
        raise Http404
    return render(request, "cms/admin/manual.html", {"page": page, "pages": pages})


def show_picture(request: HttpRequest, slug: str) -> FileResponse:
    """Show a picture of the manual."""
    file = PICTURES / f"{slug}.webp"
    if not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/webp")


urlpatterns = [
    path("handleiding/beelden/<slug:slug>.webp", show_picture, name="cms_manual_picture"),
    path("handleiding/", show_manual, name="cms_manual"),
    path("handleiding/<slug:slug>/", show_manual, name="cms_manual_page"),
]


def _page(slug: str) -> ManualPage:
    return ManualPage(slug, (DIRECTORY / f"{slug}.md").read_text(encoding="utf-8"))


def _address(slug: str) -> str:
    return reverse("cms_manual") if slug == START else reverse("cms_manual_page", args=[slug])


def _block(lines: list[str]) -> str:
    picture = PICTURE.fullmatch(" ".join(lines))
    if picture:
        address = reverse("cms_manual_picture", args=[picture[2]])
        return f'<p><img class="{FRAME}" src="{address}" alt="{escape(picture[1])}"></p>'
    heading = HEADING.fullmatch(lines[0])
    if heading:
        level = len(heading[1])
        rest = "\n" + _block(lines[1:]) if lines[1:] else ""
        return f'<h{level} class="w-h{level}">{_inline(heading[2])}</h{level}>{rest}'
    for tag, marker in (("ul", BULLET), ("ol", NUMBER)):
        if marker.match(lines[0]):
            items = "".join(f"<li>{_inline(item)}</li>" for item in _items(lines, marker))
            return f'<{tag} class="w-space-y-1">{items}</{tag}>'
    return f"<p>{_inline(' '.join(lines))}</p>"


def _items(lines: list[str], marker: re.Pattern[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        found = marker.fullmatch(line)
        if found:
            items.append(found[1])
        else:
            items[-1] += f" {line}"
    return items


def _inline(text: str) -> str:
    text = BOLD.sub(r"<strong>\1</strong>", escape(text))
    return LINK.sub(
        lambda link: f'<a class="w-underline" href="{_address(link[2])}">{link[1]}</a>', text
    )
