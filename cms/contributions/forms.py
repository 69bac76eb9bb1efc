"""The form in five questions, and the one to write each other."""

from typing import Any

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.models import AudienceRole, Municipality
from cms.turns import for_strangers
from cms.uploads.cleaning import clean

LONGEST_ANSWER = 4000  # characters
LARGEST_FILE = 5 * 1024 * 1024  # bytes
ACCEPTED = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
QUESTIONS = ("planned", "happened", "why", "advice")


class AnswerField(forms.CharField):
    """A few paragraphs of plain text; a new line is one character, as browsers count it."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        attrs = {"rows": rows, "class": "utrecht-textbox"}
        kwargs.setdefault("max_length", LONGEST_ANSWER)
        super().__init__(widget=forms.Textarea(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        """Count as the browser did."""
        return super().to_python(normalize_newlines(value) if value else value)


class HandInForm(forms.Form):
    """What was planned, what happened, why, what would you do now, for whom; and who you are."""

    planned = AnswerField(
        label=gettext_lazy("1. What was planned?"),
        help_text=gettext_lazy("What should have happened? For example: everybody is called."),
    )
    happened = AnswerField(
        label=gettext_lazy("2. What happened?"),
        help_text=gettext_lazy(
            "Facts only. Leave names and addresses of people out; say what they are, for example: "
            "the alderman."
        ),
    )
    why = AnswerField(
        label=gettext_lazy("3. Why did it go that way?"),
        help_text=gettext_lazy("What helped, or what was missing?"),
    )
    advice = AnswerField(
        label=gettext_lazy("4. What would you do now?"),
        help_text=gettext_lazy("Your advice to a colleague in another municipality."),
    )
    roles = forms.ModelMultipleChoiceField(
        label=gettext_lazy("5. For whom is this lesson?"),
        help_text=gettext_lazy("Choose at least one."),
        queryset=AudienceRole.objects.all(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("Your municipality"),
        help_text=gettext_lazy(
            "The RIEC of your region gets the lesson, or the VNG if nobody is there. Readers do "
            "not see this."
        ),
        queryset=Municipality.objects.current(),
        empty_label=gettext_lazy("Choose your municipality"),
        widget=forms.Select(attrs={"class": "utrecht-select"}),
    )
    attachment = forms.FileField(
        label=gettext_lazy("A file that goes with it (may be left out)"),
        help_text=gettext_lazy(
            "PDF, Word (.docx), Excel (.xlsx), JPEG or PNG, 5 MB at most. Choose it again if "
            "something in the form was not right."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name (may be left empty)"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "utrecht-textbox"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("You get a link to confirm, follow and withdraw your lesson."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "utrecht-textbox"}),
    )
    # Left empty by people, who do not see it; filled in by programs.
    reference = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_trapped(self) -> bool:
        """Tell whether a program filled it in."""
        return bool(self.data.get("reference"))

    def clean_email(self) -> str:
        """An address is one address, however it is typed."""
        return str(self.cleaned_data["email"]).lower()

    def clean_attachment(self) -> Any:
        """Take only a small file of a known kind."""
        file = self.cleaned_data["attachment"]
        if not file:
            return None
        if not file.name.lower().endswith(tuple(ACCEPTED.split(","))):
            raise forms.ValidationError(_("Choose a PDF, Word, Excel, JPEG or PNG file."))
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 5 MB. Choose a smaller one."))
        return file

    def clean(self) -> dict[str, Any]:
        """Refuse answers that name their sender: they become the text of the lesson.

        Only when all is right is the file opened, and rid of what it tells of its maker.
        """
        data: dict[str, Any] = super().clean() or {}
        own = [data.get("email", "")]
        if " " in data.get("name", "").strip():  # one word may be an ordinary word too
            own.append(data["name"])
        for question in QUESTIONS:
            answer = " ".join(data.get(question, "").casefold().split())
            if any(each and " ".join(each.casefold().split()) in answer for each in own):
                self.add_error(
                    question, _("Leave your own name and e-mail address out of the answer.")
                )
        if data.get("attachment") and not self.errors:
            try:
                with for_strangers():
                    data["attachment"] = clean(data["attachment"])
            except forms.ValidationError as refusal:
                self.add_error("attachment", refusal)
        return data


class MessageForm(forms.Form):
    """A message of the editors to the sender, or an answer to it."""

    text = AnswerField(label=gettext_lazy("Your message"))


class AnswerForm(forms.Form):
    """What the sender answers."""

    text = AnswerField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Only the editors read this. Leave names of other people out."),
    )
