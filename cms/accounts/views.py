"""Pages of one's own account, and what allauth's leave to us."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from cms.accounts.marks import PASSED, STEP, has_desk
from cms.accounts.second_step import has_second_step
from cms.accounts.sessions import end_sessions

logger = logging.getLogger(__name__)


class TellingLoginView(LoginView):
    """The sign-in page; machines too are told that they try too often."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Answer 429 to whoever has to wait."""
        response = super().form_invalid(form)
        if form.has_error("__all__", "too_many_login_attempts"):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


class _NewStep:
    """Setting up a second step is taking it; who signed in elsewhere has to take it there."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view below
        self.request.session[STEP] = PASSED
        end_sessions(self.request.user, keep=self.request.session.session_key)
        return response


class ActivateAppView(_NewStep, ActivateTOTPView):
    pass


class AddPasskeyView(_NewStep, AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for a passkey that works without a password."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        return context


class DeactivateAppView(DeactivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        """End the other sessions too."""
        response: HttpResponse = super().form_valid(form)
        end_sessions(self.request.user, keep=self.request.session.session_key)
        return response


class RemovePasskeyView(RemoveWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the last second step of who must have one; end the other sessions."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        end_sessions(self.request.user, keep=self.request.session.session_key)
        return response


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show what there is to keep in order: password, second step, sessions."""
    user: Any = request.user
    context = {
        "has_password": user.has_usable_password(),
        "has_second_step": has_second_step(user),
        "has_desk": has_desk(user),
    }
    return render(request, "account/overview.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; the current one is what signing out is for."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key != request.session.session_key:
        session.end()
    return redirect("usersessions_list")


def patient(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say so when the provider of the single sign-on does not answer."""

    @wraps(view)
    def asked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except RequestException:
            logger.exception("The provider of the single sign-on does not answer.")
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return render(request, "socialaccount/authentication_error.html", status=status)

    return asked


login = TellingLoginView.as_view()
single_sign_on = patient(openid.login)
back_from_single_sign_on = patient(openid.callback)
activate_totp = ActivateAppView.as_view()
add_passkey = AddPasskeyView.as_view()
deactivate_totp = DeactivateAppView.as_view()
remove_passkey = RemovePasskeyView.as_view()
