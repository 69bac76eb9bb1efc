"""What a search must follow of items: publishing, withdrawing, moving and deleting.

Everything runs in the transaction of the change itself. A draft that is saved changes nothing that
readers see, so it changes nothing here. `Organisation.clients` is not followed: documents name
the organisation whose clients may read, readers bring who they are.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.signals import page_published, page_unpublished, post_page_move

import cms.receivers  # noqa: F401  # connected first: a moved item gets its organisation there
from cms.consents import name_taken_off
from cms.models import CaseStudyPage, KnowledgePage
from cms.moderation.publishing import is_in_publication
from search.bestbets.models import BestBet
from search.indexing import index, withdraw

# What Wagtail itself saves beside the content when a draft is kept or a page is locked.
_BOOKKEEPING = frozenset(
    {
        "approved_go_live_at",
        "draft_title",
        "expired",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
    }
)


@receiver(page_published)
def follow_publication(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Index what is published; the facts of a case decide what its lessons may show."""
    if isinstance(instance, KnowledgePage):
        index(KnowledgePage.objects.filter(pk=instance.pk))
    if isinstance(instance, CaseStudyPage):
        index(KnowledgePage.objects.live().filter(lessonpage__linked_case=instance))


@receiver(page_unpublished)
def follow_withdrawal(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Leave a tombstone of what is withdrawn."""
    if isinstance(instance, KnowledgePage):
        withdraw([instance.pk])


@receiver(post_page_move)
def follow_move(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Items that moved, or whose organisation moved, may belong to others now."""
    index(KnowledgePage.objects.live().descendant_of(instance, inclusive=True))


@receiver(post_delete, sender=KnowledgePage)
def follow_deletion(sender: type[Model], instance: KnowledgePage, **kwargs: Any) -> None:
    """Leave a tombstone of what is deleted, also with the page above it."""
    withdraw([instance.pk])


@receiver(post_save)
def follow_change(
    sender: type[Model],
    instance: Model,
    created: bool,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Follow a published item that is changed outside the editor, such as its label in a script.

    Its publication is followed when all of it is written, its relations too.
    """
    if not isinstance(instance, KnowledgePage) or kwargs.get("raw") or is_in_publication(instance):
        return
    is_content = update_fields is None or not update_fields <= _BOOKKEEPING
    if is_content and (instance.live or not created):
        index(KnowledgePage.objects.filter(pk=instance.pk))


@receiver(m2m_changed)
def follow_relation(sender: type[Model], instance: Model, action: str, **kwargs: Any) -> None:
    """Follow a published item that gets other topics, places or organisations to share with."""
    if not isinstance(instance, KnowledgePage) or is_in_publication(instance):
        return
    if action.startswith("post_") and instance.live:
        index(KnowledgePage.objects.filter(pk=instance.pk))


@receiver(name_taken_off)
def follow_consent(sender: type, item: KnowledgePage, says: Any, by: Any, **kwargs: Any) -> None:
    """Clear the note of a best bet that names the town of an item that may not name it any more."""
    for bet in BestBet.objects.filter(item=item).exclude(note=""):
        if says(bet.note):
            BestBet.objects.filter(pk=bet.pk).update(note="")
            log(bet, "cms.note_cleared", user=by, data={"item": item.pk})
