"""What who is invited sees: the link of the mail, a name and a password, or one's own account."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.forms import PASSWORD_HELP, bound_passwords
from cms.accounts.invitations import (
    InvitationGoneError,
    User,
    accept,
    accept_as_new,
    account_of,
    digest_of,
)
from cms.models import Invitation

KEY = "invitation"


class WelcomeForm(forms.Form):
    """What a new account needs of somebody."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=gettext_lazy("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        bound_passwords(self)

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same, and good enough."""
        data = super().clean() or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("These two passwords are not the same."))
        elif first:
            somebody = User(email=self.email, first_name=data.get("name", ""))
            try:
                validate_password(first, somebody)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data


@never_cache
@require_safe
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, so that no other page hears of it."""
    request.session[KEY] = digest_of(token)
    return redirect("invitation")


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Accept an invitation, with the account that has its address, or with a new one."""
    digest = request.session.get(KEY, "")
    invitation = Invitation.objects.open().filter(digest=digest).first()
    if invitation is None:
        return _gone(request)
    person = account_of(invitation.email)
    try:
        if person is None:
            return _as_new(request, invitation)
        return _as_known(request, invitation, person)
    except InvitationGoneError:
        return _gone(request)


def _as_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return _show(request, invitation, is_other=True)
    form = WelcomeForm(request.POST or None, email=invitation.email)
    if not form.is_valid():
        return _show(request, invitation, form=form)
    name, password = form.cleaned_data["name"], form.cleaned_data["password1"]
    person = accept_as_new(invitation, name, password)
    del request.session[KEY]
    given = {"email": invitation.email}
    login = Login(user=person, email=invitation.email, redirect_url=reverse("account_overview"))
    return perform_password_login(request, given, login)


def _as_known(request: HttpRequest, invitation: Invitation, person: Any) -> HttpResponse:
    if not person.is_active:
        return _show(request, invitation, is_closed=True)
    if request.user.is_authenticated and request.user != person:
        return _show(request, invitation, is_other=True)
    if not request.user.is_authenticated or request.method != "POST":
        return _show(request, invitation)
    accept(invitation, person)
    if invitation.role in (Invitation.Role.AUTHORS, Invitation.Role.EDITORS):
        # New rights in the CMS begin at the door, with a second step.
        logout(request)
        messages.info(request, _("Sign in again: you have rights in the CMS now."))
        return redirect("account_login")
    del request.session[KEY]
    return redirect("account_overview")


def _show(request: HttpRequest, invitation: Invitation, **context: Any) -> HttpResponse:
    return render(request, "account/invitation.html", {"invitation": invitation, **context})


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "account/invitation_gone.html", status=404)
