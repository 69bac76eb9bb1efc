"""Says at a draft which of its contacts nobody confirmed yet; who may confirm one gets there."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from cms.moderation.contacts import waiting_for
from cms.moderation.unconfirmed import unconfirmed_in


@hooks.register("before_edit_page")
def warn_at_the_form(request: HttpRequest, page: Any) -> None:
    """Tell whoever opens the draft: its author, and who reviews it."""
    if request.method == "GET":
        _warn(request, page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_at_hand_in(request: HttpRequest, page: Any) -> None:
    """Tell who hands it in."""
    if "action-submit" in request.POST:
        _warn(request, page)


def _warn(request: HttpRequest, page: Any) -> None:
    found = unconfirmed_in(page)
    own = {contact.pk for contact in waiting_for(request.user)} if found else set()
    for contact, text in found.items():
        address = reverse("cms_confirm_contact", args=[contact.pk])
        buttons = [messages.button(address, _("Confirm"))] if contact.pk in own else []
        messages.warning(request, text, buttons=buttons)
