"""The forms behind the editor of every kind of page."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.choosers import guard_choosers, guard_contacts, items_named_in, refuse_hidden_choice
from cms.labels import FORM_CHOICES
from cms.moderation.read_version import comment_of
from cms.moderation.remarks import changes_text


class ReviewedPageForm(WagtailAdminPageForm):
    """A form in which nobody approves their own change, and in which no remark is lost."""

    def clean(self) -> dict[str, Any]:
        """Refuse an approval of what was changed along with it."""
        cleaned: dict[str, Any] = super().clean()
        if self._approves_own_change():
            self.add_error(
                None,
                _(
                    "Nobody approves their own change. You changed something in this form: save "
                    "it as a draft and let somebody else approve, or undo your change first."
                ),
            )
        return cleaned

    def full_clean(self) -> None:
        """Give a remark with a decision back where the form has errors."""
        super().full_clean()
        if self.is_bound:
            self._give_remark_back()

    def save(self, commit: bool = True) -> Any:
        """Tell the page whether there is a new version of its text."""
        self.instance.is_same_text = not changes_text(self)
        return super().save(commit=commit)

    def _give_remark_back(self) -> None:
        remark = comment_of(self.data) if "action-workflow-action" in self.data else ""
        if remark and (self.errors or not all(each.is_valid() for each in self.formsets.values())):
            self.add_error(None, _("Your remark was: %(remark)s") % {"remark": remark})

    def _approves_own_change(self) -> bool:
        is_approval = self.data.get("workflow-action-name") == "approve"
        return is_approval and "action-workflow-action" in self.data and changes_text(self)


class ItemChoosingForm(ReviewedPageForm):
    """A form in which one chooses items, of those that one may edit or read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        records = [getattr(self.instance, formset.rel_name) for formset in self.formsets.values()]
        rows = [row for manager in records for row in manager.all()]
        self.known_items = items_named_in([self.instance, *rows])
        guard_contacts(self._all_forms(), self.for_user, [self.instance, *rows])
        for form in self._all_forms():
            guard_choosers(form, self.for_user, self.known_items)

    def clean(self) -> dict[str, Any]:
        """Refuse an item that the person may not see; look at the child records too."""
        cleaned = super().clean()
        for formset in self.formsets.values():
            formset.is_valid()
        for form in self._all_forms():
            refuse_hidden_choice(form, self.for_user, self.known_items)
        return cleaned

    def _all_forms(self) -> Iterator[Any]:
        yield self
        for formset in self.formsets.values():
            yield from formset.forms


class KnowledgePageForm(ItemChoosingForm):
    """Offers the labels in words and says before publishing what readers may not see.

    A draft may be unfinished: the rules for publishing wait until somebody publishes or submits.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.organisation_id is None and self.parent_page is not None:
            self.instance.organisation = self.parent_page.specific.organisation
        for field in self.fields.values():
            # Django would compare a default that is worked out with a hidden copy, which Wagtail
            # does not print: an untouched form would count as changed.
            field.show_hidden_initial = False
        if "slug" in self.fields:
            self.fields["slug"].required = False  # made from the title
        if "label" in self.fields:
            self.fields["label"].choices = FORM_CHOICES
            # The form's own words would stand in for those of the model, which explain.
            words = self.instance._meta.get_field("label").error_messages
            self.fields["label"].error_messages["invalid_choice"] = words["invalid_choice"]
        if "topics" in self.fields:
            self.fields["topics"].choices = _topics_by_theme(self.fields["topics"].queryset)

    def clean(self) -> dict[str, Any]:
        """Add the reasons why this may not be published, each at its field."""
        cleaned = super().clean()
        day = cleaned.get("review_by")
        if "action-submit" in self.data and day and day <= timezone.localdate():
            self.add_error(
                "review_by",
                _(
                    "This day has come: choose a later one, or leave it empty for the usual time. "
                    "Who hands in an item has just looked at it."
                ),
            )
        if not self.is_deferred_validation and not self.errors:
            for name, error in self.instance.publication_errors(cleaned).items():
                self.add_error(name if name in self.fields else None, error)
        return cleaned


class PlaybookPageForm(KnowledgePageForm):
    """A decision leads to a step that exists."""

    def clean(self) -> dict[str, Any]:
        """Say at the step which number does not exist."""
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        kept = [form for form in self.formsets["steps"].forms if self._is_kept(form)]
        for form in kept:
            for name in ("decision_yes_step", "decision_no_step"):
                number = form.cleaned_data.get(name)
                if number is not None and not 1 <= number <= len(kept):
                    message = _("Step %(number)d does not exist. Choose 1 to %(last)d.")
                    form.add_error(name, message % {"number": number, "last": len(kept)})
        return cleaned

    @staticmethod
    def _is_kept(form: Any) -> bool:
        values = getattr(form, "cleaned_data", {})
        return bool(values) and not values.get("DELETE")


def _topics_by_theme(topics: Any) -> list[Any]:
    """Choices in groups: each theme with the topics under it; the theme itself comes first."""
    topics = list(topics)
    return [
        (
            theme.name,
            [
                (theme.pk, _("%(topic)s: in general") % {"topic": theme.name}),
                *((topic.pk, topic.name) for topic in topics if topic.parent_id == theme.pk),
            ],
        )
        for theme in topics
        if theme.parent_id is None
    ]
