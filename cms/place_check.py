"""The k-check in words: how many municipalities fit, and what to choose instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.anonymity import FACT_NAMES, Facts, K, MunicipalityFacts, matching, withheld
from cms.coarsening import Proposal, Step, cheapest
from cms.models.reference import Municipality, Province, RiecRegion, SizeClass

FACT_LABELS = {
    "provinces": gettext_lazy("the province"),
    "riec_regions": gettext_lazy("the RIEC region"),
    "size_classes": gettext_lazy("the municipality size"),
}
MODELS = {"provinces": Province, "riec_regions": RiecRegion, "size_classes": SizeClass}


class TermRow(NamedTuple):
    """A value that can be chosen."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class PlaceCheck:
    """What the check says of some facts. `kept_back` are facts that readers will not see."""

    count: int
    proposal: Proposal | None
    kept_back: frozenset[str]
    terms: Mapping[str, Mapping[str, TermRow]]

    @property
    def ok(self) -> bool:
        """Tell whether enough municipalities fit."""
        return self.count >= K

    @property
    def sentence(self) -> str:
        """Say how many fit."""
        if self.ok:
            text = ngettext(
                "These facts fit %(count)d municipality.",
                "These facts fit %(count)d municipalities.",
                self.count,
            )
        else:
            text = ngettext(
                "These facts fit %(count)d municipality; at least %(k)d must fit, or readers can "
                "tell which one it is.",
                "These facts fit %(count)d municipalities; at least %(k)d must fit, or readers can "
                "tell which one it is.",
                self.count,
            )
        return text % {"count": self.count, "k": K}

    @property
    def advice(self) -> str:
        """Say what costs least."""
        if self.ok:
            return ""
        if self.proposal is None:
            return _("Leave out size, region and province.")
        steps = [self._in_words(step) for step in self.proposal.steps]
        return ngettext(
            "%(steps)s: then %(count)d municipality fits.",
            "%(steps)s: then %(count)d municipalities fit.",
            self.proposal.count,
        ) % {"steps": capfirst(get_text_list(steps, _("and"))), "count": self.proposal.count}

    @property
    def choices(self) -> dict[str, list[int]]:
        """Return what the form must have chosen after the advice, by field: what changes only."""
        steps = self.proposal.steps if self.proposal else ()
        changed = {step.name for step in steps} | {step.instead for step in steps if step.instead}
        return {
            name: sorted(self.terms[name][slug].pk for slug in getattr(self.proposal.facts, name))
            for name in FACT_NAMES
            if self.proposal and name in changed
        }

    def _in_words(self, step: Step) -> str:
        names = [
            self.terms[step.instead][slug].name
            for slug in self.terms.get(step.instead, ())
            if slug in step.values
        ]
        text = _("leave out %(fact)s")
        if step.values:
            text = _("choose %(values)s instead of %(fact)s")
        if step.instead == step.name:
            text = _("choose %(values)s as well at %(fact)s")
        return text % {"fact": FACT_LABELS[step.name], "values": get_text_list(names, _("and"))}


def check_place(facts: Facts) -> PlaceCheck:
    """Check facts against the table of today, in four queries."""
    rows: list[MunicipalityFacts] = Municipality.objects.fact_rows()
    terms = {name: _terms(model) for name, model in MODELS.items()}
    place = facts.case or facts
    return PlaceCheck(
        count=matching(place, rows),
        proposal=cheapest(place, rows, tuple(terms["size_classes"])),
        kept_back=withheld(facts, rows) if facts.case else frozenset(),
        terms=terms,
    )


def anonymity_error(check: PlaceCheck) -> dict[str, ValidationError]:
    """Say how many towns fit and what to choose instead; at the field that changes first."""
    field = check.proposal.steps[0].name if check.proposal else "size_classes"
    words = [check.sentence, check.advice, _("Or choose more values, so that more towns fit.")]
    return {field: ValidationError(" ".join(words), code="anonymity")}


def _terms(model: Any) -> dict[str, TermRow]:
    return {
        slug: TermRow(pk, name)
        for slug, pk, name in model.objects.values_list("slug", "pk", "name")
    }
