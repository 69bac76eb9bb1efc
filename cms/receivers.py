"""What must follow when an item is published or moved, or an organisation changes."""

from typing import Any

from django.db.models.signals import m2m_changed, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, post_page_move

from cms.labels import Label
from cms.models import CaseStudyPage, KnowledgePage, LessonPage, Organisation
from cms.restrictions import sync_restriction, sync_restrictions


@receiver(page_published)
def follow_publication(sender: type, instance: Any, **kwargs: Any) -> None:
    """Keep the view restriction in step; a case takes its lessons along."""
    if isinstance(instance, KnowledgePage):
        sync_restriction(instance)
    if isinstance(instance, CaseStudyPage):
        for lesson in LessonPage.objects.filter(linked_case=instance):
            lesson.refresh_identifying()


@receiver(post_page_move)
def follow_move(sender: type, instance: Any, **kwargs: Any) -> None:
    """An item belongs to the organisation under whose page it lives."""
    page = instance.specific
    if not isinstance(page, KnowledgePage):
        return
    page.organisation = page.get_parent().specific.organisation
    KnowledgePage.objects.filter(pk=page.pk).update(organisation=page.organisation)
    page.refresh_identifying()
    sync_restriction(page)


@receiver(post_save, sender=Organisation)
def follow_new_organisation(sender: type, created: bool, **kwargs: Any) -> None:
    """A new organisation's members are part of the community."""
    if created:
        sync_restrictions(KnowledgePage.objects.filter(label=Label.GREEN))


@receiver(m2m_changed, sender=Organisation.clients.through)
def follow_clients(sender: type, action: str, **kwargs: Any) -> None:
    """Clients of an organisation read what is TLP:AMBER there."""
    if action in {"post_add", "post_remove", "post_clear"}:
        sync_restrictions(KnowledgePage.objects.filter(label=Label.AMBER))
