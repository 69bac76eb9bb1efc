"""What the editor does in a tab that stays open after its session ended."""

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import hooks


@require_safe
@never_cache
def who(request: HttpRequest) -> JsonResponse:
    """Tell an open tab who is signed in now: a number, or nobody."""
    return JsonResponse({"person": request.user.pk})


@hooks.register("insert_editor_js")
def stay_signed_in() -> str:
    """Keep what was typed until the person who opened the editor signed in again."""
    told = {
        "who": reverse("account_who"),
        "sign-in": f"{reverse('account_login')}?next={reverse('wagtailadmin_home')}",
        "text": _("You are signed out. What you typed still stands here, but is not saved."),
        "link": _("Sign in in a new tab, and come back to this one."),
        "sign-out": reverse("account_logout"),
        "other-text": _(
            "Somebody else is signed in now in this browser. What you typed still stands here, "
            "but is not saved."
        ),
        "other-link": _("Sign out in a new tab, sign in as {name}, and come back to this one."),
    }
    return format_html(
        '<script src="{}"{}></script>',
        static("signed-in.js"),
        format_html_join("", ' data-{}="{}"', told.items()),
    )
