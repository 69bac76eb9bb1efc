"""Who acts for an organisation: its editors, and those of the VNG where none of them is free."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

VNG = "vng"  # Organisation.Kind


@dataclass(frozen=True, slots=True)
class Editors:
    """Active editors, read in one query for any number of organisations and drafts."""

    by_organisation: dict[int, frozenset[int]]
    of_the_vng: frozenset[int]

    @classmethod
    def read(cls) -> "Editors":
        """Read who they are now."""
        organisations = apps.get_model("cms", "Organisation").objects.order_by()
        names = ("pk", "kind", "editors__user", "editors__user__is_active")
        found: dict[int, set[int]] = {}
        vng: set[int] = set()
        for pk, kind, user, is_active in organisations.values_list(*names):
            own = found.setdefault(pk, set())
            if is_active:
                own.add(user)
                vng |= {user} if kind == VNG else set()
        return cls({pk: frozenset(users) for pk, users in found.items()}, frozenset(vng))

    def acting_for(
        self, organisation: int, writers: frozenset[int] = frozenset()
    ) -> frozenset[int]:
        """Return who acts for an organisation, on a draft with these writers.

        Its editors do. Where it has none, or every one of them wrote on the draft, the VNG stands
        in: a small organisation gets its second pair of eyes from there.
        """
        own = self.by_organisation.get(organisation, frozenset())
        return own if own - writers else own | self.of_the_vng

    def organisations_of(self, user: Any) -> set[int]:
        """Return the organisations for which this person acts."""
        return {pk for pk in self.by_organisation if is_among(user, self.acting_for(pk))}

    def stood_in_for_by(self, user: Any) -> set[int]:
        """Return the organisations without editors, if this is an editor of the VNG."""
        if user.pk not in self.of_the_vng:
            return set()
        return {pk for pk, own in self.by_organisation.items() if not own}


def is_among(user: Any, editors: frozenset[int]) -> bool:
    """Tell whether this is one of them; a superuser is an editor of every organisation."""
    return bool(user.is_superuser or user.pk in editors)


def is_vng_editor(user: Any) -> bool:
    """Tell whether this is an editor of the VNG; a superuser is one of every organisation."""
    return is_among(user, Editors.read().of_the_vng)
