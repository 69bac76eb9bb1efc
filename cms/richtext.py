"""The rich text that editors write: few features, so that texts stay plain."""

import re
from typing import Any

from wagtail.fields import RichTextField

FEATURES = ["bold", "link", "ul", "ol"]
_KEY, _EMPTY = re.compile(r' data-block-key="[^"]*"'), re.compile(r"^<p></p>$")


def prose(
    verbose_name: Any, help_text: Any = "", *, required: bool = False, headings: bool = False
) -> RichTextField:
    """Return a rich text field for a few paragraphs, with lists and links."""
    features = [*FEATURES, "h2"] if headings else FEATURES
    return RichTextField(verbose_name, features=features, help_text=help_text, blank=not required)


def without_marks(text: str) -> str:
    """Leave out what the editor adds to a text that came another way, when nobody touched it."""
    return _EMPTY.sub("", _KEY.sub("", text.replace("\r\n", "\n")))  # as browsers end a line
