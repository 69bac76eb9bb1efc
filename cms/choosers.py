"""Choosing an item or a contact in a form, without naming what the person may not see."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.permissions import policy_registry
from wagtail.snippets.widgets import AdminSnippetChooser

from cms.querysets import KnowledgeQuerySet
from cms.visibility import visible_to

MOST_DIGITS = 18  # of the number of a page
# The same for what is hidden and for what is not there: a number sent by hand finds out nothing.
REFUSED = gettext_lazy("Choose an item that you may read.")
CONTACT_REFUSED = gettext_lazy("Choose a contact that you may see.")


class ItemChooser(AdminPageChooser):
    """Names the item chosen only to those who may edit or read it.

    Of a hidden item that is `known`, because it was chosen before, it shows that there is one.
    """

    def __init__(self, user: Any, known: set[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user, self.known = user, known

    def get_instance(self, value: Any) -> Any:
        """What is no number of an item that one may choose is no choice; the field says so."""
        try:
            item = super().get_instance(value)
        except (ValueError, OverflowError):
            return None
        is_there = item is not None and (item.pk in self.known or self._is_visible(item))
        return item if is_there else None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Take no number that is longer than any page has: the database could not look it up."""
        value = super().value_from_datadict(data, files, name)
        return "0" if value and len(str(value)) > MOST_DIGITS else value

    def get_display_title(self, instance: Any) -> str:
        """Keep the title of somebody else's hidden item to ourselves."""
        if instance.pk in self.known and not self._is_visible(instance):
            return _("An item that you may not read")
        return super().get_display_title(instance)

    def _is_visible(self, item: Any) -> bool:
        return visible_to(self.user, type(item).objects.filter(pk=item.pk)).exists()


class ContactChooser(AdminSnippetChooser):
    """Names the contact chosen only if it is one of those on offer, where a form says which."""

    offered: QuerySet[Any] | None = None

    def get_instance(self, value: Any) -> Any:
        """What is no number of a contact on offer is no choice; the field says so."""
        if self.offered is None or value is None or isinstance(value, Model):
            return super().get_instance(value)
        is_number = str(value).isdecimal() and len(str(value)) <= MOST_DIGITS
        return self.offered.filter(pk=value).first() if is_number else None


def guard_contacts(choosing: Iterable[forms.Form], user: Any, known: Iterable[Any]) -> None:
    """Offer the contacts that the person may see; and those that these records already chose."""
    fields: list[Any] = [
        field
        for form in choosing
        for field in form.fields.values()
        if isinstance(field.widget, ContactChooser)
    ]
    if not fields:
        return
    contacts = fields[0].queryset.model
    chosen = numbers_in(known, lambda model: model is contacts)
    seen = policy_registry.get_by_type(contacts).instances_user_has_permission_for(user, "view")
    mine = Q(pk__in=seen.order_by().values("pk")) | Q(pk__in=chosen)
    for field in fields:
        field.queryset = field.widget.offered = contacts.objects.filter(mine)
        field.error_messages["invalid_choice"] = CONTACT_REFUSED


def guard_choosers(form: forms.Form, user: Any, known: set[int]) -> None:
    """Replace the page choosers of a form that choose an item; `known` as below."""
    for field in _item_fields(form).values():
        field.widget = ItemChooser(user, known, target_models=field.widget.target_models)
        field.widget.is_required = field.required
        field.error_messages["invalid_choice"] = REFUSED


def items_named_in(records: Iterable[Any]) -> set[int]:
    """Return the numbers of the items to which these records refer."""
    return numbers_in(records, lambda model: _holds_items(model._default_manager.none()))


def numbers_in(records: Iterable[Any], is_meant: Callable[[Any], bool]) -> set[int]:
    """Return the numbers to which these records refer, of the models that are meant."""
    return {
        getattr(record, field.attname)
        for record in records
        for field in record._meta.concrete_fields
        if field.is_relation and is_meant(field.related_model)
    }


def refuse_hidden_choice(form: forms.Form, user: Any, known: set[int]) -> None:
    """Say at each field that the item chosen is not there for this person.

    `known` are items that a colleague, or this person earlier, already chose: they stay.
    """
    for name, field in _item_fields(form).items():
        item = getattr(form, "cleaned_data", {}).get(name)
        if item is None or item.pk in known:
            continue
        if not visible_to(user, field.queryset.filter(pk=item.pk)).exists():
            form.add_error(name, REFUSED)


def _item_fields(form: forms.Form) -> dict[str, Any]:
    fields: dict[str, Any] = form.fields
    return {
        name: field
        for name, field in fields.items()
        if isinstance(field.widget, AdminPageChooser) and _holds_items(field.queryset)
    }


def _holds_items(queryset: Any) -> bool:
    return isinstance(queryset, KnowledgeQuerySet)
