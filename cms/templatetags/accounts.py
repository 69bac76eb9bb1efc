"""What the list of sessions says of a device."""

import re

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# In this order: later ones also carry the names of earlier ones.
BROWSERS = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    **{"Android": "Android", "iPhone": "iPhone", "iPad": "iPad"},
    **{"Windows": "Windows", "Macintosh": "Mac", "Linux": "Linux"},
}


@register.filter
def device(user_agent: str) -> str:
    """Name browser and device in plain words, as far as the browser tells."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def _first(names: dict[str, str], text: str) -> str:
    return next((name for sign, name in names.items() if re.search(rf"\b{sign}", text)), "")
