"""Who keeps an item or contact right: its owner, and without one the organisation."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page

from cms.access import reader_for
from cms.models import CollectionPage, KnowledgePage, OrganisationPage
from cms.moderation.editors import Editors, is_among
from cms.moderation.owners import owner_of

User: Any = get_user_model()


def keepers_of(page: KnowledgePage) -> list[Any]:
    """Return the owner of an item, if they still work for its organisation; else its editors."""
    is_left = left_behind(KnowledgePage.objects.filter(pk=page.pk)).exists()
    if page.owner is None or is_left:
        return editors_of(owner_of(page))
    return [page.owner]


def editors_of(organisation: int) -> list[Any]:
    """Return who acts for an organisation."""
    people = User.objects.select_related("wagtail_userprofile")
    return list(people.filter(pk__in=Editors.read().acting_for(organisation)))


def may_keep(page: Any, user: Any) -> bool:
    """Tell whether this person says that an item is still right: who may change it.

    Who stands in for its organisation does so too, for what they may read.
    """
    page = page.specific
    if page.permissions_for_user(user).can_edit():
        return True
    return acts_for(user, page.organisation_id) and reader_for(user).may_read(page)


def acts_for(user: Any, organisation: int) -> bool:
    """Tell whether this person acts for an organisation."""
    return is_among(user, Editors.read().acting_for(organisation))


def left_behind(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Items, or dossiers, whose owner no longer writes or reviews for their organisation."""
    is_dossier = issubclass(pages.model, CollectionPage)
    works_here = _works_above() if is_dossier else _works_for_organisation()
    stays = Q(owner__is_superuser=True) | Exists(works_here)
    return pages.filter(owner__isnull=False).exclude(Q(owner__is_active=True) & stays)


def _works_for_organisation() -> QuerySet[Any]:
    of_the_organisation = Q(group=OuterRef("organisation__authors")) | Q(
        group=OuterRef("organisation__editors")
    )
    groups: QuerySet[Any] = User.groups.through.objects
    return groups.filter(of_the_organisation, user=OuterRef("owner"))


def _works_above() -> QuerySet[Any]:
    """The place of a dossier in the site tells whose it is."""
    works_for = Q(organisation__authors__user=OuterRef("owner")) | Q(
        organisation__editors__user=OuterRef("owner")
    )
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = OrganisationPage.objects.alias(here=here).filter(here__startswith=F("path"))
    places: QuerySet[Any] = above.filter(works_for)
    return places


def take_over(by: Any = None, **whose: Any) -> list[Any]:
    """Let the organisation keep what somebody who left owned; the log says whose it was.

    `whose` it is, or which: a condition on items and dossiers.
    """
    pages: list[Any] = []
    with transaction.atomic():
        for model in (KnowledgePage, CollectionPage):
            pages += left_behind(model.objects.filter(**whose)).select_related("owner")
        for page in pages:
            data = {"owner": page.owner.get_full_name() or page.owner.get_username()}
            Page.objects.filter(pk=page.pk).update(owner=None)
            log(page.specific, "cms.take_over", user=by, data=data)
    return pages
