"""Which contacts readers see, and what stands in for those that nobody checked for too long."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from cms.reading.parts import Section


def confirmed(*contacts: Any) -> list[Any]:
    """Leave out what is not there, and what is new and was confirmed by nobody yet."""
    return [contact for contact in contacts if contact is not None and contact.live]


def with_stand_in(sections: list[Section]) -> list[Section]:
    """Give each hidden contact of an item the one that stands in, in one query for all."""
    hidden = [contact for contact in _contacts(sections) if contact.is_hidden]
    if hidden:
        fallback = apps.get_model("cms", "PortalSettings").load().fallback_contact
        shown = [contact for contact in confirmed(fallback) if not contact.is_hidden]
        for contact in hidden:
            contact.stand_in = shown[0] if shown else None
    return sections


def _contacts(sections: list[Section]) -> Iterable[Any]:
    for section in sections:
        if section.style == "contacts":
            yield from section.body
        elif section.style == "steps":
            yield from (step.contact for step in section.body if step.contact)
