"""Who keeps an item or contact right: its owner, and without one the organisation."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.log_actions import log

from cms.access import reader_for
from cms.models import CollectionPage, KnowledgePage, OrganisationPage
from cms.moderation.editors import Editors, is_among
from cms.moderation.owners import owner_of

User: Any = get_user_model()


def keepers_of(page: KnowledgePage) -> list[Any]:
    """Return the owner of an item, if they still work for its organisation; else its editors."""
    is_left = left_behind(KnowledgePage.objects.filter(pk=page.pk)).exists()
    if page.owner is None or is_left:
        return editors_of(owner_of(page).pk)
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


def left_behind(items: QuerySet[KnowledgePage]) -> QuerySet[KnowledgePage]:
    """Items whose owner no longer writes or reviews for their organisation."""
    of_the_organisation = Q(group=OuterRef("organisation__authors")) | Q(
        group=OuterRef("organisation__editors")
    )
    works_here = User.groups.through.objects.filter(of_the_organisation, user=OuterRef("owner"))
    return _without_owner_who(works_here, items)


def dossiers_left_behind() -> QuerySet[CollectionPage]:
    """Dossiers of which the same holds: their place in the site tells whose they are."""
    works_for = Q(organisation__authors__user=OuterRef("owner")) | Q(
        organisation__editors__user=OuterRef("owner")
    )
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = OrganisationPage.objects.alias(here=here).filter(here__startswith=F("path"))
    return _without_owner_who(above.filter(works_for), CollectionPage.objects.all())


def _without_owner_who(works_here: QuerySet[Any], pages: QuerySet[Any]) -> QuerySet[Any]:
    stays = Q(owner__is_superuser=True) | Exists(works_here)
    return pages.filter(owner__isnull=False).exclude(Q(owner__is_active=True) & stays)


def take_over(items: QuerySet[KnowledgePage], by: Any = None) -> list[KnowledgePage]:
    """Let the organisation keep what somebody who left owned; the log says whose it was."""
    found = left_behind(items)
    with transaction.atomic():
        pages = list(found.select_related("owner"))
        for page in pages:
            data = {"owner": page.owner.get_full_name() or page.owner.get_username()}
            KnowledgePage.objects.filter(pk=page.pk).update(owner=None)
            log(page.specific, "cms.take_over", user=by, data=data)
    return pages
