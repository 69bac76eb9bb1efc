"""Names and addresses of who handed in a lesson go by themselves (`erase_contributions`)."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from cms.models import Contribution, PortalSettings

ACTION = "cms.contribution.erase"


@dataclass(frozen=True, slots=True)
class Erased:
    """How many went: those that nobody confirmed as a whole, of others their sender."""

    unconfirmed: int
    senders: int


@transaction.atomic
def erase(contribution: Contribution) -> None:
    """Forget who sent it, where from, and what was said; the link leads nowhere."""
    contribution.links.all().delete()
    contribution.messages.all().delete()
    contribution.name, contribution.email = "", ""
    contribution.municipality = None
    forget_answers(contribution)
    contribution.save()


def forget_answers(contribution: Contribution) -> None:
    """Leave what was sent to the draft, or to nobody. The caller saves."""
    if contribution.attachment:
        forget_file(contribution)
    contribution.answers, contribution.attachment = {}, ""


def forget_file(contribution: Contribution) -> None:
    """Delete the file that waited, once what goes with it is certain."""
    storage, name = contribution.attachment.storage, str(contribution.attachment.name)
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def erase_overdue() -> Erased:
    """Forget everybody whose time is over, and keep in the log how many that were.

    Where nobody was: one entry a day, as it may run every few minutes.
    """
    overdue = Contribution.objects.overdue().select_for_update()
    unconfirmed = list(overdue.filter(state=Contribution.State.UNCONFIRMED))
    others = list(overdue.confirmed())
    for contribution in others:
        erase(contribution)
    Contribution.objects.filter(pk__in=[each.pk for each in unconfirmed]).delete()
    erased = Erased(len(unconfirmed), len(others))
    a_day_ago = timezone.now() - timedelta(days=1)
    ran = ModelLogEntry.objects.filter(action=ACTION, timestamp__gt=a_day_ago)
    if unconfirmed or others or not ran.exists():
        log(PortalSettings.load(), ACTION, data=asdict(erased))
    return erased


def counts() -> list[dict[str, object]]:
    """Count by state: all, those of which the sender is known, and those whose time is over."""
    known = _by_state(Contribution.objects.exclude(email=""))
    overdue = _by_state(Contribution.objects.overdue())
    every = _by_state(Contribution.objects.all())
    return [
        {
            "state": label,
            "all": every.get(state, 0),
            "known": known.get(state, 0),
            "overdue": overdue.get(state, 0),
        }
        for state, label in Contribution.State.choices
    ]


def _by_state(found: QuerySet[Contribution]) -> dict[str, int]:
    return dict(found.order_by().values_list("state").annotate(number=Count("pk")))
