"""Best bets are decided on: readers see them at once."""

from django.utils.translation import gettext_lazy as _

from cms.decisions.others import SUBJECTS, Subject
from search.bestbets.models import BestBet

NAMES = {
    "wagtail.create": _("Best bet made"),
    "wagtail.edit": _("Best bet changed"),
    "wagtail.delete": _("Best bet removed"),
    "cms.note_cleared": _("Note cleared that named a municipality"),
}


def report_best_bets() -> None:
    """Name them in the report of the decisions by their item: their words are for editors alone."""
    SUBJECTS.append(Subject(BestBet, NAMES, organisation="item__organisation", item="item"))
