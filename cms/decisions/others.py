"""Decisions that are about no page: Wagtail logs those apart, in ModelLogEntry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from cms.models import Contact, PortalSettings


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided about: which entries count, in which words, and whose it is.

    `organisation` and `item` lead from the model to those; without the first it is for nobody but
    who sees all decisions. `public` is the field by which readers know it, while it is live.
    """

    model: type[Model]
    names: Mapping[str, Any]
    organisation: str = ""
    item: str = ""
    public: str = ""

    def entries(self, within: QuerySet[Any] | None = None) -> Q:
        """Return the condition on the log; `within` some of the model, or on all, also if gone."""
        kind = ContentType.objects.get_for_model(self.model)
        found = Q(content_type=kind, action__in=list(self.names))
        if within is None:
            return found
        numbers = within.order_by().annotate(number=Cast("pk", CharField())).values("number")
        return found & Q(object_id__in=numbers)

    def of(self, organisations: Iterable[Any]) -> QuerySet[Any]:
        """Return those of some organisations."""
        rows = self.model._default_manager
        if not self.organisation:
            return rows.none()
        return rows.filter(**{f"{self.organisation}__in": organisations})

    def values(self, numbers: set[str], path: str, **which: Any) -> dict[str, Any]:
        """Look a field up for many at once, by their number in the log."""
        if not path or not numbers:
            return {}
        rows = self.model._default_manager.filter(pk__in=numbers, **which)
        return {str(pk): value for pk, value in rows.values_list("pk", path)}


SUBJECTS: list[Subject] = [
    Subject(
        Contact,
        {
            "cms.contact_confirm": _("Change of a contact confirmed"),
            "cms.contact_drop": _("Change of a contact dropped"),
            "cms.still_right": _("Said that it is still right"),
        },
        organisation="owner",
        public="name",
    ),
    Subject(PortalSettings, {"cms.settings": _("Settings changed")}),
]


@dataclass(slots=True)
class Told:
    """What is known of one of these decisions before it is asked who may hear it."""

    name: str
    organisation: int = 0
    item: int = 0
    public: str = ""
    label: str = ""


def others(organisations: Iterable[Any] | None) -> QuerySet[ModelLogEntry]:
    """Return the decisions about what belongs to these organisations; all without them."""
    condition = Q(pk__in=[])
    for subject in SUBJECTS:
        within = None if organisations is None else subject.of(organisations)
        condition |= subject.entries(within)
    return ModelLogEntry.objects.filter(condition)


def about_item(entries: QuerySet[ModelLogEntry], number: Any) -> QuerySet[ModelLogEntry]:
    """Leave those about one item."""
    condition = Q(pk__in=[])
    for subject in SUBJECTS:
        if subject.item:
            rows = subject.model._default_manager.filter(**{subject.item: number})
            condition |= subject.entries(rows)
    return entries.filter(condition)


def known_of(entries: Iterable[ModelLogEntry]) -> dict[int, Told]:
    """Look up what these are about; as many queries for few as for many."""
    known: dict[int, Told] = {}
    for subject in SUBJECTS:
        kind = ContentType.objects.get_for_model(subject.model).pk
        own = [entry for entry in entries if entry.content_type_id == kind]
        numbers = {entry.object_id for entry in own}
        owners = subject.values(numbers, subject.organisation)
        items = subject.values(numbers, subject.item)
        public = subject.values(numbers, subject.public, live=True) if subject.public else {}
        if not subject.organisation:
            public = dict.fromkeys(numbers, str(subject.model._meta.verbose_name))
        for entry in own:
            number = entry.object_id
            known[entry.pk] = Told(
                name=str(subject.names[entry.action]),
                organisation=owners.get(number, 0),
                item=items.get(number, 0),
                public=public.get(number, ""),
                label="" if subject.item else entry.label,
            )
    return known
