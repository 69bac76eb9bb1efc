"""The rich text that editors write: few features, so that texts stay plain."""

from typing import Any

from wagtail.fields import RichTextField

FEATURES = ["bold", "link", "ul", "ol"]


def prose(
    verbose_name: Any, help_text: Any = "", *, required: bool = False, headings: bool = False
) -> RichTextField:
    """Return a rich text field for a few paragraphs, with lists and links."""
    features = [*FEATURES, "h2"] if headings else FEATURES
    return RichTextField(verbose_name, features=features, help_text=help_text, blank=not required)
