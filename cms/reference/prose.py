"""Plain text with blank lines and hyphens, as it stands in YAML, to rich text."""

import re

from django.utils.html import escape

from cms.sanitize import clean_html

BULLET = "- "
HEADING = "## "
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")  # [words](address)


def rich_text(text: str) -> str:
    """Return HTML: a blank line starts a paragraph, lines with "- " are a list, all is escaped.

    A paragraph that begins with "## " is a heading; `[words](address)` is a link. An indented line
    after a bullet goes on with it. Raises ValidationError when the text is larger than the
    sanitizer takes.
    """
    html = []
    for is_list, texts in _blocks(text):
        if is_list:
            html.append("<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in texts) + "</ul>")
        elif texts[0].startswith(HEADING):
            html.append(f"<h2>{_inline(' '.join(texts).removeprefix(HEADING))}</h2>")
        else:
            html.append(f"<p>{_inline(' '.join(texts))}</p>")
    return clean_html("".join(html))


def _inline(text: str) -> str:
    return LINK.sub(r'<a href="\2">\1</a>', escape(text))


def _blocks(text: str) -> list[tuple[bool, list[str]]]:
    """Return (is a list, its items or lines) for each block."""
    blocks: list[tuple[bool, list[str]]] = []
    is_open = False
    for line in text.splitlines():
        words = line.strip()
        is_item = words.startswith(BULLET)
        if not words:
            is_open = False
            continue
        if is_open and blocks[-1][0] and line[0].isspace() and not is_item:
            blocks[-1][1][-1] += f" {words}"
            continue
        if not is_open or blocks[-1][0] != is_item:
            blocks.append((is_item, []))
        blocks[-1][1].append(words.removeprefix(BULLET))
        is_open = True
    return blocks
