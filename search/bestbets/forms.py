"""The form in which an editor makes a best bet."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cms.choosers import guard_choosers, refuse_hidden_choice
from cms.privacy import find
from cms.privacy.labels import LABELS
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
        self._refuse_personal_data(cleaned)
        return cleaned

    def _refuse_personal_data(self, cleaned: dict[str, Any]) -> None:
        """Readers see it at once, and nobody else reads it first."""
        for name in ("words", "note"):
            kinds = dict.fromkeys(finding.kind for finding in find(cleaned.get(name) or ""))
            if kinds:
                text = _("Take out what looks like personal data: %(kinds)s.")
                shown = ", ".join(str(LABELS[kind]) for kind in kinds)
                self.add_error(name, text % {"kinds": shown})
