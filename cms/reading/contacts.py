"""What stands in for contacts that nobody checked for too long."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from cms.reading.parts import Section


def with_stand_in(sections: list[Section]) -> list[Section]:
    """Give each hidden contact of an item the one that stands in, in one query for all."""
    hidden = [contact for contact in _contacts(sections) if contact.is_hidden]
    if hidden:
        stand_in = apps.get_model("cms", "PortalSettings").load().fallback_contact
        for contact in hidden:
            contact.stand_in = None if stand_in is None or stand_in.is_hidden else stand_in
    return sections


def _contacts(sections: list[Section]) -> Iterable[Any]:
    for section in sections:
        if section.style == "contacts":
            yield from section.body
        elif section.style == "steps":
            yield from (step.contact for step in section.body if step.contact)
