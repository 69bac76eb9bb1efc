"""Forms of the door: allauth's, with our words and with bounds on what one may send."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.accounts.addresses import is_unconfirmed
from cms.accounts.readdress import ask_to_confirm

LONGEST_LOGIN = 254  # characters: an e-mail address
LONGEST_PASSWORD = 200


def bound_passwords(form: forms.Form) -> None:
    """Refuse passwords that are only long to keep us busy."""
    for name, field in form.fields.items():
        if "password" in name:
            field.max_length = LONGEST_PASSWORD  # type: ignore[attr-defined]  # it is a CharField
            field.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class LoginForm(allauth.LoginForm):
    """E-mail address (or the user name of old) and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("E-mail address"),
            max_length=LONGEST_LOGIN,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"].help_text = ""  # the page links to a new password itself
        self.fields["remember"].label = _("Keep me signed in on this device")
        bound_passwords(self)

    def user_credentials(self) -> dict[str, Any]:
        """Pass what was typed once: else a known address would take two hashes, others one."""
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data.get("password"),
        }


class ResetPasswordForm(allauth.ResetPasswordForm):
    """Where to send the link for a new password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_LOGIN,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """An address that nobody confirmed gets no password, but is asked once more."""
        address: str = self.cleaned_data["email"]
        if is_unconfirmed(address):
            ask_to_confirm(address)
            return address
        saved: str = super().save(request, **kwargs)
        return saved


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """A new password after a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new_passwords(self)


class ChangePasswordForm(allauth.ChangePasswordForm):
    """A new password for who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""
        _name_new_passwords(self)


class ReauthenticateForm(allauth.ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        bound_passwords(self)


def _name_new_passwords(form: forms.Form) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password1"].help_text = PASSWORD_HELP
    form.fields["password2"].label = _("New password again")
    bound_passwords(form)


PASSWORD_HELP = _("At least 12 characters. Three or four words in a row are easy to remember.")
