"""People in the CMS: who belongs to one's organisation, who is invited, who waits."""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from cms.accounts.invitations import invite, withdraw
from cms.accounts.memberships import (
    end_membership,
    groups_kept_by,
    keeps_people,
    organisations_kept_by,
)
from cms.models import Invitation, Organisation

User: Any = get_user_model()
PER_PAGE = 50
INVITATIONS_A_DAY = 50  # by one person: nobody sends mail to the world from here


class InvitationForm(forms.ModelForm):
    """Whom to invite, to what. Nobody gives a role above their own, or at another organisation."""

    class Meta:
        model = Invitation
        fields = ["email", "organisation", "role"]
        help_texts = {
            "email": gettext_lazy(
                "The invitation goes to this address, and works for this one only."
            ),
        }

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        own = organisations_kept_by(by)
        organisation: Any = self.fields["organisation"]
        role: Any = self.fields["role"]
        organisation.queryset = own
        if not keeps_people(by):
            role.choices = [each for each in Invitation.Role.choices if each[0] != "community"]
            organisation.required, organisation.initial = True, own.first()

    def clean(self) -> dict[str, Any]:
        """A role belongs to an organisation; the community to none."""
        data: dict[str, Any] = super().clean() or {}
        role, place = data.get("role"), data.get("organisation")
        if role == Invitation.Role.COMMUNITY and place:
            text = _("The community is of no organisation: leave this empty.")
            self.add_error("organisation", text)
        elif role and role != Invitation.Role.COMMUNITY and not (place or self.errors):
            self.add_error("organisation", _("Choose the organisation."))
        if data.get("email", "").lower() == self.by.email.lower():
            self.add_error("email", _("Nobody gives themselves a role: let somebody else do it."))
        today = Invitation.objects.filter(
            invited_by=self.by, created_at__gt=timezone.now() - timedelta(days=1)
        )
        if today.count() >= INVITATIONS_A_DAY:
            self.add_error(None, _("You have sent many invitations today. Go on tomorrow."))
        return data


def may_keep_people(user: Any) -> bool:
    """Editors keep the people of their organisation, the portal manager those of all."""
    return keeps_people(user) or organisations_kept_by(user).exists()


def keep_off_superusers(request: HttpRequest, *people: Any) -> None:
    """Only who may do everything makes, changes or removes somebody who may.

    Wagtail lets everybody who keeps people tick the box, and so become one.
    """
    if request.user.is_superuser:
        return
    if request.POST.get("is_superuser") or any(person.is_superuser for person in people):
        raise PermissionDenied


def gives_own_groups(request: HttpRequest, *people: Any) -> bool:
    """Tell whether this form would change what its sender is. Nobody gives themselves a role."""
    user = request.user
    if request.method != "POST" or user.is_superuser or user not in people:
        return False
    if "groups" not in request.POST and "role" in request.POST:
        return True  # the role of a whole selection
    wanted = {value for value in request.POST.getlist("groups") if value}
    return wanted != {str(pk) for pk in user.groups.values_list("pk", flat=True)}


def people(request: HttpRequest) -> HttpResponse:
    """List people and open invitations of one's own organisations."""
    _check(request)
    kept = groups_kept_by(request.user)
    found = User.objects.filter(groups__in=kept).distinct().order_by("first_name", "username")
    text = request.GET.get("q", "").replace("\0", "")[:100]
    if text:
        names = ("first_name", "last_name", "username", "email")
        wanted = Q()
        for name in names:
            wanted |= Q(**{f"{name}__icontains": text})
        found = found.filter(wanted)
    page = Paginator(found.prefetch_related("groups"), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "rows": [row for person in page for row in _memberships(person, kept)],
        "invitations": _invitations(request.user)
        .open()
        .select_related("organisation", "invited_by"),
        "waiting": _waiting() if keeps_people(request.user) else (),
        "q": text,
    }
    return render(request, "cms/admin/people.html", context)


def send_invitation(request: HttpRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    _check(request)
    form = InvitationForm(request.POST or None, by=request.user)
    if form.is_valid():
        data = form.cleaned_data
        invite(request.user, data["email"], data["organisation"], data["role"])
        messages.success(request, _("The invitation is sent."))
        return redirect("cms_people")
    return render(request, "cms/admin/invite.html", {"form": form})


def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation of one's own organisation."""
    _check(request)
    invitation = get_object_or_404(_invitations(request.user).open(), pk=pk)
    if request.method == "POST":
        withdraw(invitation, request.user)
        messages.success(request, _("The invitation is withdrawn."))
        return redirect("cms_people")
    question = _("The link in the mail to %(email)s will no longer work.")
    return _confirm(request, _("Withdraw the invitation"), question % {"email": invitation.email})


def end(request: HttpRequest, person: int, organisation: int = 0) -> HttpResponse:
    """End what somebody is at one's own organisation."""
    _check(request)
    place = _place(request.user, organisation)
    kept = {pk for pk, each in groups_kept_by(request.user).items() if each == place}
    somebody = get_object_or_404(User.objects.filter(groups__in=kept).distinct(), pk=person)
    if request.method == "POST":
        end_membership(somebody, place, request.user)
        messages.success(request, _("The membership has ended."))
        return redirect("cms_people")
    name = somebody.get_full_name() or somebody.get_username()
    question = _(
        "%(name)s is signed out at once, and no longer reads or changes anything of %(place)s."
    )
    where = place.name if place else _("the community")
    return _confirm(request, _("End the membership"), question % {"name": name, "place": where})


def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an account that failed too often try again; for the portal manager."""
    if not keeps_people(request.user):
        raise PermissionDenied
    attempt = get_object_or_404(AccessAttempt, pk=pk)
    if request.method == "POST":
        AccessAttempt.objects.filter(username=attempt.username).delete()
        account = User.objects.filter(username=attempt.username).first()
        if account:
            log(instance=account, action="cms.lock.release", user=request.user)
        messages.success(request, _("This account may try again."))
        return redirect("cms_people")
    question = _("Are you sure that %(name)s is who asks for it?")
    return _confirm(request, _("Let try again"), question % {"name": attempt.username})


urlpatterns: list[URLPattern] = [
    path("mensen/", people, name="cms_people"),
    path("mensen/uitnodigen/", send_invitation, name="cms_invite"),
    path("mensen/uitnodiging/<number:pk>/intrekken/", withdraw_invitation, name="cms_withdraw"),
    path("mensen/<number:person>/weg/", end, name="cms_end_community"),
    path("mensen/<number:person>/weg/<number:organisation>/", end, name="cms_end_membership"),
    path("mensen/wacht/<number:pk>/", release, name="cms_release"),
]


def _check(request: HttpRequest) -> None:
    if not may_keep_people(request.user):
        raise PermissionDenied


def _invitations(user: Any) -> Any:
    if keeps_people(user):
        return Invitation.objects.all()
    return Invitation.objects.filter(organisation__in=organisations_kept_by(user))


def _place(user: Any, organisation: int) -> Organisation | None:
    if organisation:
        return get_object_or_404(organisations_kept_by(user), pk=organisation)
    if not keeps_people(user):
        raise Http404
    return None


def _memberships(person: Any, kept: dict[int, Organisation | None]) -> list[dict[str, Any]]:
    """Return a row for each place at which somebody is, with what they are there."""
    rows: dict[Any, dict[str, Any]] = {}
    for group in person.groups.all():
        if group.pk in kept:
            place = kept[group.pk]
            address = (
                reverse("cms_end_membership", args=[person.pk, place.pk])
                if place
                else reverse("cms_end_community", args=[person.pk])
            )
            row = {"person": person, "place": place, "groups": [], "end": address}
            rows.setdefault(place, row)["groups"].append(group.name)
    return list(rows.values())


def _waiting() -> Any:
    """Return the accounts with failed attempts that may still count, the last first."""
    since = timezone.now() - timedelta(days=1)
    found = AccessAttempt.objects.filter(attempt_time__gt=since).values("username")
    counted = found.annotate(
        pk=Max("pk"), failures=Sum("failures_since_start"), at=Max("attempt_time")
    )
    return counted.filter(failures__gte=5).order_by("-at")[:PER_PAGE]


def _confirm(request: HttpRequest, title: str, question: str) -> HttpResponse:
    return render(request, "cms/admin/confirm.html", {"title": title, "question": question})
