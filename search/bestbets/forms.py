"""The form in which an editor makes a best bet."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cms.choosers import guard_choosers, refuse_hidden_choice
from search.bestbets.models import NO_WORDS


class BestBetForm(WagtailAdminModelForm):
    """Offers the items that the editor may see; takes those that are published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guard_choosers(self, self.for_user, set())
        self.fields["words"].error_messages["required"] = NO_WORDS

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with the item; one that was chosen before may be at rest."""
        cleaned: dict[str, Any] = super().clean()
        refuse_hidden_choice(self, self.for_user, set())
        item = cleaned.get("item")
        is_chosen_now = self.instance.pk is None or "item" in self.changed_data
        if item is not None and is_chosen_now and "item" not in self.errors and not item.live:
            self.add_error("item", _("This item is not published. Publish it first."))
        return cleaned
