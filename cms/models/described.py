"""The place that an item is about: what its author chose, and what readers may know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone

from cms import anonymity
from cms.place_check import anonymity_error, check_place


class DescribedPlaceMixin:
    """What every kind of item knows of its place; which place counts is for the kind to say."""

    HIDES_TOWN: ClassVar[bool] = False  # whether items of this kind may be about one town

    organisation: Any
    identifying: Any
    objects: Any
    pk: Any

    def described_place(self, chosen: Mapping[str, Iterable[Any]]) -> anonymity.Facts | None:
        """Facts of the one town this item is about; None if it is about no town that hides.

        `chosen` holds what a form has chosen so far, by field name; the rest is read from self.
        """
        return None

    def publication_errors(self, chosen: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Reasons why this may not be published, by field; empty when it may."""
        facts = self.described_place(chosen)
        if facts is None or not facts.hides_town(timezone.localdate()):
            return {}
        check = check_place(facts)
        return {} if check.ok else anonymity_error(check)

    def shown_facts(self, rows: Iterable[anonymity.MunicipalityFacts]) -> anonymity.Facts:
        """Facts of the place that page, card and search document may show.

        Of an unnamed town only those that five municipalities share, by the table of today.
        """
        hidden = anonymity.kept_back(self.identifying, rows, timezone.localdate())
        return self.chosen_facts({}).without(hidden)

    def with_known_region(self, facts: anonymity.Facts) -> anonymity.Facts:
        """Add the region that the name of the publishing RIEC gives away, if none is known yet."""
        region = self.organisation.riec_region
        return replace(facts, known_region=facts.known_region or (region.slug if region else ""))

    def chosen_facts(self, chosen: Mapping[str, Iterable[Any]]) -> anonymity.Facts:
        """Facts of place as chosen by the author, shown or not."""
        slugs: dict[str, Any] = {
            name: frozenset(term.slug for term in self.chosen(name, chosen))
            for name in anonymity.FACT_NAMES
        }
        return anonymity.Facts(**slugs)

    def chosen(self, name: str, chosen: Mapping[str, Iterable[Any]]) -> Iterable[Any]:
        """Values of a relation: from the form if it is there, else as they stand."""
        values: Iterable[Any] | None = chosen.get(name)
        return getattr(self, name).all() if values is None else values

    def refresh_identifying(self) -> None:
        """Work out again what could give the unnamed town away, without a new revision."""
        self.identifying = self._identifying_json()
        type(self).objects.filter(pk=self.pk).update(identifying=self.identifying)

    def _identifying_json(self) -> dict[str, Any] | None:
        facts = self.described_place({})
        return None if facts is None else facts.to_json()
