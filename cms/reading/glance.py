"""A case study at a glance: what it cost, how long it took, and which towns can do the same."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from cms.reading.parts import Fact, fact, hours
from cms.reading.terms import Terms


@dataclass(frozen=True, slots=True)
class Size:
    """A size of town, and whether the case can be taken over there."""

    name: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """Few facts, and all sizes in their order; no sizes when the author chose none."""

    facts: list[Fact]
    sizes: list[Size]


def glance(page: Any, terms: Terms) -> Glance | None:
    """Return the glance of a case study, in one query; nothing for other kinds."""
    if page.kind != "praktijkvoorbeeld":
        return None
    facts = [
        *fact(_("Costs"), page.get_cost_band_display()),
        *fact(_("Own time"), hours(page.cost_hours)),
        *fact(_("How long it took"), page.period),
    ]
    fitting = {term.slug for term in terms.get("transferable_to", ())}
    rows = apps.get_model("cms", "SizeClass").objects.values_list("slug", "name")
    sizes = [Size(name, slug in fitting) for slug, name in rows] if fitting else []
    return Glance(facts, sizes) if facts or sizes else None
