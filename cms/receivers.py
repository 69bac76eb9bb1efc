"""What must follow when an item is saved, published or moved, or an organisation changes."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, post_page_move

from cms.consents import limit_readers
from cms.labels import Label
from cms.models import CaseStudyPage, KnowledgePage, LessonPage, Organisation
from cms.moderation.in_sight import drop_signatures
from cms.restrictions import dismiss_groups, sync_restriction, sync_restrictions

AFTER = frozenset({"post_add", "post_remove", "post_clear"})


@receiver(post_save)
def follow_label(
    sender: type, instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Keep the view restriction in step; a draft that is kept beside the item changes nothing."""
    if isinstance(instance, KnowledgePage) and (update_fields is None or "label" in update_fields):
        sync_restriction(instance)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def follow_restriction(sender: type, instance: Any, action: str, **kwargs: Any) -> None:
    """Wagtail gives a copied page the readers of its original; the label says who they are here."""
    if action in AFTER and isinstance(instance, PageViewRestriction):
        sync_restrictions(KnowledgePage.objects.filter(pk=instance.page_id))


@receiver(page_published)
def log_label(sender: type, instance: Any, **kwargs: Any) -> None:
    """Say in the log when other people may read an item than those who were approved before."""
    if not isinstance(instance, KnowledgePage) or instance.live_revision_id is None:
        return
    earlier = instance.revisions.filter(approval__isnull=False, pk__lt=instance.live_revision_id)
    before = earlier.order_by("-pk").values_list("content__label", flat=True).first()
    if before and before != instance.label:
        named = {"from": str(Label(before).label), "to": str(Label(instance.label).label)}
        log(instance, "cms.label", data=named, revision=instance.live_revision)


@receiver(page_published)
def follow_publication(sender: type, instance: Any, **kwargs: Any) -> None:
    """The facts of a case decide what its lessons may show; its consent, until when."""
    if isinstance(instance, CaseStudyPage):
        _refresh_lessons(instance)
        for lesson in LessonPage.objects.filter(linked_case=instance, live=True):
            limit_readers(lesson)
    if isinstance(instance, KnowledgePage):
        limit_readers(instance)


@receiver(page_published)
def let_go_of_signatures(sender: type, instance: Any, **kwargs: Any) -> None:
    """What readers see rests on what was signed in the privacy check, until they see it no more."""
    drop_signatures(instance)


@receiver(post_page_move)
def follow_move(sender: type, instance: Any, **kwargs: Any) -> None:
    """An item belongs to the organisation under whose page it lives."""
    page = instance.specific
    if not isinstance(page, KnowledgePage):
        return
    page.organisation = page.get_parent().specific.organisation
    KnowledgePage.objects.filter(pk=page.pk).update(organisation=page.organisation)
    _refresh(page)
    sync_restriction(page)


@receiver(post_save, sender=Organisation)
def follow_organisation(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """A new organisation's members are part of the community; a region gives away its towns."""
    if created:
        sync_restrictions(KnowledgePage.objects.filter(label=Label.GREEN))
    for item in KnowledgePage.objects.filter(organisation=instance, identifying__isnull=False):
        _refresh(item.specific)


@receiver(post_delete, sender=Organisation)
def follow_farewell(sender: type, instance: Any, **kwargs: Any) -> None:
    """The groups of an organisation that is gone read nothing."""
    dismiss_groups(instance.group_ids)


@receiver(m2m_changed, sender=Organisation.clients.through)
def follow_clients(sender: type, action: str, **kwargs: Any) -> None:
    """Clients of an organisation read what is TLP:AMBER there."""
    if action in AFTER:
        sync_restrictions(KnowledgePage.objects.filter(label=Label.AMBER))


def _refresh(page: KnowledgePage) -> None:
    page.refresh_identifying()
    if isinstance(page, CaseStudyPage):
        _refresh_lessons(page)


def _refresh_lessons(case: CaseStudyPage) -> None:
    for lesson in LessonPage.objects.filter(linked_case=case):
        lesson.refresh_identifying()
