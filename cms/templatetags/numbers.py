"""Numbers for readers."""

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma

register = template.Library()

_FIRST_GROUPED = 1_000


@register.filter
def grouped(number: int) -> str:
    """Return a number as `intcomma` does; that takes long for the many small ones of a page."""
    return str(number) if 0 <= number < _FIRST_GROUPED else str(intcomma(number))
