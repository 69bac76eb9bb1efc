"""Choosing an item in a form, without naming what the person may not see."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminPageChooser

from cms.querysets import KnowledgeQuerySet
from cms.visibility import visible_to


class ItemChooser(AdminPageChooser):
    """Names the item chosen only to those who may edit or read it."""

    def __init__(self, user: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user = user

    def get_display_title(self, instance: Any) -> str:
        """Keep the title of somebody else's hidden item to ourselves."""
        items = type(instance).objects.filter(pk=instance.pk)
        if not visible_to(self.user, items).exists():
            return _("An item that you may not read")
        return super().get_display_title(instance)


def guard_choosers(form: forms.Form, user: Any) -> None:
    """Replace the page choosers of a form that choose an item."""
    for field in _item_fields(form).values():
        field.widget = ItemChooser(user, target_models=field.widget.target_models)
        field.widget.is_required = field.required


def refuse_hidden_choice(form: forms.Form, user: Any) -> None:
    """Say at each field that the item newly chosen is not there for this person."""
    for name, field in _item_fields(form).items():
        item = getattr(form, "cleaned_data", {}).get(name)
        if item is None or name not in form.changed_data:
            continue
        if not visible_to(user, field.queryset.filter(pk=item.pk)).exists():
            form.add_error(name, _("Choose an item that you may read."))


def _item_fields(form: forms.Form) -> dict[str, Any]:
    return {
        name: field
        for name, field in form.fields.items()
        if isinstance(field.widget, AdminPageChooser)
        and isinstance(field.queryset, KnowledgeQuerySet)
    }
