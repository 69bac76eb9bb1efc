"""What who hands in a lesson sees: the form, and the pages behind the link in the mail."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core.ratelimit import consume, respond_429
from django.contrib import messages
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.access import STRANGER
from cms.contributions.forms import LARGEST_FILE, AnswerForm, HandInForm
from cms.contributions.handing_in import answer, confirm, find, receive, withdraw
from cms.models import Contribution, PortalSettings

State = Contribution.State
LARGEST_REQUEST = LARGEST_FILE + 512 * 1024  # bytes: the file, and the answers around it


@non_atomic_requests  # a file may take long: the others would wait for the database
@csrf_exempt  # here only: looking for the token would read all that was sent
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Refuse what is too large before anything of it is read; show the form and take the rest."""
    if request.method == "POST" and not consume(request, action="hand_in_try"):
        return respond_429(request)
    if request.method == "POST" and _size(request) > LARGEST_REQUEST:
        context = {"form": HandInForm(), "is_too_large": True}
        too_large = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return render(request, "contributions/hand_in.html", context, status=too_large)
    return _hand_in(request)


def _size(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() else 0


@csrf_protect
@sensitive_post_parameters()
def _hand_in(request: HttpRequest) -> HttpResponse:
    form = HandInForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_trapped:
        return redirect("hand_in_sent")
    status = HTTPStatus.OK
    if form.is_valid():
        if consume(request, action="hand_in", key=form.cleaned_data["email"]):
            receive(form.cleaned_data)
            return redirect("hand_in_sent")
        form.add_error(None, _("A lot was sent from here just now. Try again in an hour."))
        status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "contributions/hand_in.html", {"form": form}, status=status)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that there is mail; the same whatever was sent."""
    hours = PortalSettings.load().contribution_confirm_hours
    return render(request, "contributions/sent.html", {"hours": hours})


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """Say that it is gone."""
    return render(request, "contributions/withdrawn.html")


def behind_the_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view what the link leads to; any other link looks like a missing page.

    The answer is in no cache and no search engine, and its address goes out with no request. Not
    `no-referrer`: browsers then hide where a form comes from, and Django refuses it.
    """

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        contribution = find(token)
        if contribution is None:
            raise Http404
        response = view(request, contribution)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    # Django looks for a missing page before it looks at what else is wrong with the request.
    return non_atomic_requests(never_cache(sensitive_post_parameters()(found)))


@behind_the_link
def status(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Say how far it is; let the sender confirm, answer or withdraw."""
    form = AnswerForm()
    if request.method == "POST":
        action = request.POST.get("action")
        if action == "withdraw":
            withdraw(contribution)
            return redirect("hand_in_withdrawn")
        if action == "confirm":
            confirm(contribution)
            return redirect(request.path)
        form = AnswerForm(request.POST)
        if contribution.state != State.UNCONFIRMED and _answer(request, contribution, form):
            return redirect(request.path)
    context: dict[str, Any] = {
        "contribution": contribution,
        "form": form,
        "said": contribution.messages.all(),
        "page_to_read": _public_page(contribution),
    }
    return render(request, "contributions/status.html", context)


def _answer(request: HttpRequest, contribution: Contribution, form: AnswerForm) -> bool:
    if not form.is_valid():
        return False
    if not consume(request, action="hand_in_answer", key=str(contribution.pk)):
        form.add_error(None, _("A lot was sent from here just now. Try again in an hour."))
        return False
    answer(contribution, form.cleaned_data["text"])
    messages.success(request, _("Your answer is with the editors."))
    return True


def _public_page(contribution: Contribution) -> Any:
    """Return the lesson if everybody may read it; the link gives no right to read more."""
    page = contribution.page
    return page if page and STRANGER.may_read(page) else None
