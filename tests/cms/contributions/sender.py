"""Somebody without an account who hands in a lesson, as a browser does it."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from cms.models import Contribution, Municipality

FORM = "/deel-een-les/"
NAME, EMAIL = "Klaartje Fluitekruid", "klaartje@example.org"
RIEC = "riec-oost-nederland"  # of Renswoude's region it is not: see `municipality`


def municipality(riec_region: str = "oost-nederland") -> Municipality:
    """Return a town in the region of a RIEC."""
    return Municipality.objects.current().filter(riec_region__slug=riec_region)[0]


def answers(**changed: Any) -> dict[str, Any]:
    """Return what a browser sends of a form that is filled in."""
    values = {
        "planned": "Iedereen wist wie te bellen.",
        "happened": "De lijst was een jaar oud.",
        "why": "Niemand hield de lijst bij.\n\nHet stond in geen agenda.",
        "advice": "Kijk de lijst elk kwartaal na.",
        "roles": ["griffier"],
        "municipality": municipality().pk,
        "name": NAME,
        "email": EMAIL,
        "reference": "",
    }
    return {**values, **changed}


def send(client: Client | None = None, **changed: Any) -> Any:
    """Send the form."""
    return (client or Client()).post(FORM, answers(**changed))


def last_link(to: str = EMAIL) -> str:
    """Return the link in the last mail to somebody."""
    body = [message.body for message in mail.outbox if message.to == [to]][-1]
    return re.search(r"https?://[^/\s]+(/\S+)", body)[1]


def do(link: str, action: str, **more: str) -> Any:
    """Press a button behind the link."""
    return Client().post(link, {"action": action, **more})


def handed_in(**changed: Any) -> tuple[Contribution, str]:
    """Send the form and confirm the address; return what is kept, and the link."""
    assert send(**changed).status_code == 302
    link = last_link(changed.get("email", EMAIL))
    assert do(link, "confirm").status_code == 302
    return Contribution.objects.first(), link
