"""The form behind the editor of every kind of item."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.labels import FORM_CHOICES


class KnowledgePageForm(WagtailAdminPageForm):
    """Offers the labels in words and says before publishing what readers may not see.

    A draft may be unfinished: the rules for publishing wait until somebody publishes or submits.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "label" in self.fields:
            self.fields["label"].choices = FORM_CHOICES

    def clean(self) -> dict[str, Any]:
        """Add the reasons why this may not be published, each at its field."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and not self.errors:
            for name, error in self._publication_errors(cleaned).items():
                self.add_error(name if name in self.fields else None, error)
        return cleaned

    def _publication_errors(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        page = self.instance
        if page.organisation_id is None and self.parent_page is not None:
            page.organisation = self.parent_page.specific.organisation
        errors: dict[str, Any] = page.publication_errors(cleaned)
        return errors


class PlaybookPageForm(KnowledgePageForm):
    """A decision leads to a step that exists."""

    def clean(self) -> dict[str, Any]:
        """Say at the step which number does not exist."""
        cleaned = super().clean()
        formset = self.formsets.get("steps")
        forms = [form for form in formset.forms if self._is_kept(form)] if formset else []
        for form in forms:
            for name in ("decision_yes_step", "decision_no_step"):
                number = form.cleaned_data.get(name)
                if number is not None and not 1 <= number <= len(forms):
                    form.add_error(
                        name,
                        _("Step %(number)d does not exist. Choose 1 to %(last)d.")
                        % {"number": number, "last": len(forms)},
                    )
        return cleaned

    @staticmethod
    def _is_kept(form: Any) -> bool:
        values = getattr(form, "cleaned_data", None)
        return bool(values) and not values.get("DELETE")
