"""Rich text from outside (imports, contributions): an allow-list and a size cap.

The only module that imports bleach. Its time grows with the square of the number of kept inline
tags, and it is no longer maintained (docs/adr/0005): hence the cap and the one place.
"""

import bleach
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_BYTES = 100_000
MAX_TAGS = 5_000  # a page of a book has a few dozen

ALLOWED_TAGS = frozenset({"p", "br", "h2", "h3", "h4", "ul", "ol", "li", "b", "strong", "a"})
ALLOWED_ATTRIBUTES = {"a": ["href"]}
ALLOWED_PROTOCOLS = frozenset({"https", "http", "mailto", "tel"})


def clean_html(html: str) -> str:
    """Return the text with only the allowed tags; everything else is dropped or escaped.

    Raises ValidationError when the text is larger than `MAX_BYTES` bytes of UTF-8 or holds more
    than `MAX_TAGS` tags.
    """
    # Lone surrogates cannot be stored; they count and are replaced here.
    encoded = html.encode("utf-8", "replace")
    if len(encoded) > MAX_BYTES:
        raise ValidationError(
            _("This text is larger than %(kilobytes)d kB. Shorten it or split it in two.")
            % {"kilobytes": MAX_BYTES // 1000},
            code="too_large",
        )
    if html.count("<") > MAX_TAGS:
        raise ValidationError(
            _("This text holds more than %(number)d tags. Copy it in as plain text.")
            % {"number": MAX_TAGS},
            code="too_many_tags",
        )
    cleaned = bleach.clean(
        encoded.decode("utf-8").replace("\x00", ""),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        protocols=ALLOWED_PROTOCOLS,
        strip=True,
        strip_comments=True,
    )
    return cleaned.replace("<br>", "<br/>")  # Wagtail's editor fails on the other spelling
