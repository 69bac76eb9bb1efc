"""What the editor does in a tab that stays open after its session ended."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("insert_editor_js")
def stay_signed_in() -> str:
    """Keep what was typed until somebody signed in again."""
    desk = reverse("wagtailadmin_home")
    return format_html(
        '<script src="{}" data-account="{}" data-sign-in="{}?next={}" '
        'data-text="{}" data-link="{}"></script>',
        static("signed-in.js"),
        reverse("account_overview"),
        reverse("account_login"),
        desk,
        _("You are signed out. What you typed still stands here, but is not saved."),
        _("Sign in in a new tab, and come back to this one."),
    )
