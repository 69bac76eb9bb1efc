"""A file or contact that a page, a draft or what waits for its day uses is not deleted.

The database knows only what readers see: a version that lost what it names is not what was
approved, and Wagtail cannot open it.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.models import Contact
from cms.moderation.used_things import Users, standing_in, used_among, users_of
from cms.titles import titles_for

KEPT = (Document, Image, Contact)
MOST_NAMES = 10  # of pages in one sentence


class InUseError(PermissionDenied):
    """Raised when what is to be deleted stands in a page, a draft or the settings."""


@receiver(pre_delete, sender=Document)
@receiver(pre_delete, sender=Image)
@receiver(pre_delete, sender=Contact)
def keep_what_is_used(sender: type, instance: Any, **kwargs: Any) -> None:
    """Whatever deletes it; the forms ask before, and say where it is used."""
    if instance in _used_beside(instance, kwargs.get("origin")):
        raise InUseError


def _used_beside(instance: Any, selection: Any) -> list[Any]:
    """Ask once for all that are deleted together: every draft is read for it."""
    if not isinstance(selection, QuerySet) or selection.model is not type(instance):
        return used_among([instance])
    known: Any = selection  # the same object for all of one deletion, and gone after it
    if not hasattr(known, "cms_used"):
        known.cms_used = used_among(list(selection))
    found: list[Any] = known.cms_used
    return found


def why_not_deleted(things: Sequence[Any], user: Any) -> str:
    """Say which of these are used, and where as far as this person may know; empty if none is."""
    users = users_of(things)
    used = used_among(things, users)
    if not used:
        return ""
    text = _("%(names)s: not deleted, as it is used. %(pages)s Take it out there first.")
    names = ", ".join(str(each) for each in used[:MOST_NAMES])
    return text % {"names": names, "pages": where_used(used, user, users)}


def where_used(things: Sequence[Any], user: Any, users: Users | None = None) -> str:
    """Name the pages that use these; of those whose title is not for this person, the number.

    `users` are those of these things, where that was asked before.
    """
    pages = set().union(*(users or users_of(things)).values())
    titles = titles_for(user, pages)
    names = ", ".join(sorted(titles.values())[:MOST_NAMES])
    told = [_("Used in: %(titles)s.") % {"titles": names}] if titles else []
    others = len(pages) - len(titles)
    if others:
        text = ngettext(
            "Used in %(count)d page that you may not see.",
            "Used in %(count)d pages that you may not see.",
            others,
        )
        told.append(text % {"count": others})
    if standing_in(things):
        told.append(_("The settings of the portal name it as the fallback contact."))
    return " ".join(told)
