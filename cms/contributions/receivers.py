"""What follows for who handed in a lesson when editors publish or delete it."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from cms.contributions.mail import tell_sender
from cms.contributions.retention import forget_file
from cms.models import Contribution, LessonPage

State = Contribution.State


@receiver(page_published, sender=LessonPage)
def follow_publication(sender: type, instance: Any, **kwargs: Any) -> None:
    """Thank the sender, also of what was not to be used."""
    waiting = Contribution.objects.kept().filter(state__in=[State.OPEN, State.CLOSED])
    for contribution in waiting.filter(page=instance.pk):
        contribution.move_on(contribution.state, State.PUBLISHED)
        tell_sender(contribution)


@receiver(post_delete, sender=Contribution)
def follow_farewell(sender: type, instance: Any, **kwargs: Any) -> None:
    """The file goes with what it was sent with."""
    if instance.attachment:
        forget_file(instance)


@receiver(pre_delete, sender=LessonPage)
def follow_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    """A draft that is thrown away is a lesson that is not used; who sent it hears of that."""
    for contribution in Contribution.objects.filter(page=instance.pk, state=State.OPEN):
        contribution.move_on(State.OPEN, State.CLOSED)
        if contribution.email:
            tell_sender(contribution)
