"""Contacts in a draft that readers would not see: nobody confirmed them yet."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from cms.moderation.editors import Editors
from cms.moderation.writers import writers_of_contacts


def unconfirmed_in(page: Any) -> dict[Any, str]:
    """Return each such contact of a draft, and what to do; as many queries for few as for many."""
    kind = apps.get_model("cms", "Contact")
    chosen = {pk for record in _records(page, kind) for pk in _chosen_in(record, kind)}
    found = kind.objects.filter(pk__in=chosen, live=False).select_related("owner")
    contacts = list(found.order_by("name", "pk")) if chosen else []
    if not contacts:
        return {}
    editors, writers = Editors.read(), writers_of_contacts(contact.pk for contact in contacts)
    text = _(
        "The contact “%(contact)s” is not confirmed yet, so readers would not see it. An editor of "
        "%(organisation)s confirms it who did not write it. Until then this is not approved, "
        "unless you take the contact out."
    )
    return {
        contact: text
        % {
            "contact": contact.name,
            "organisation": contact.owner.name
            if editors.by_organisation.get(contact.owner_id, frozenset()) - writers[contact.pk]
            else _("the VNG"),
        }
        for contact in contacts
    }


def _records(page: Any, kind: Any) -> list[Any]:
    """Return the page, and its records of the sorts that choose a contact."""
    found = [page]
    for relation in get_all_child_relations(page):
        if _fields(relation.related_model, kind):
            found += getattr(page, relation.get_accessor_name()).all()
    return found


def _chosen_in(record: Any, kind: Any) -> set[int]:
    return {getattr(record, field.attname) for field in _fields(record, kind)} - {None}


def _fields(model: Any, kind: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.related_model is kind]
