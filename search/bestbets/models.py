"""An item that editors pin to words, and the analysed phrasings by which it is found."""

import datetime
from typing import Any, Self

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import KnowledgePage
from cms.records import lines, printable
from search.bestbets.words import MAX_KEY, key_of, keys_of

MAX_PHRASE = 200  # characters
MAX_PHRASES = 30
NO_WORDS = _("Type at least one line with words.")


class BestBetQuerySet(models.QuerySet["BestBet"]):
    """Best bets, in the order in which they were made."""

    def running(self, on: datetime.date | None = None) -> Self:
        """Those that count on a day, today by default; the first and the last day do."""
        day = on or timezone.localdate()
        begun = models.Q(starts_on=None) | models.Q(starts_on__lte=day)
        return self.filter(begun & (models.Q(ends_on=None) | models.Q(ends_on__gte=day)))


class BestBet(models.Model):
    """An item above the hits, for whoever types one of these phrasings and may read it."""

    words = models.TextField(
        _("what readers type"),
        help_text=_(
            "One phrasing a line, as readers would type it. For example: council member "
            "threatened. Order, capitals, accents, plurals and small words make no difference. "
            "The item shows when somebody types these words and no others."
        ),
    )
    item = models.ForeignKey(
        KnowledgePage,
        verbose_name=_("item"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_(
            "The published item that answers this. Only those who may read it see it in their "
            "results."
        ),
    )
    note = models.CharField(
        _("why this item"),
        max_length=250,
        blank=True,
        help_text=_(
            "One sentence that readers see below the item. For example: Start here, this is what "
            "to do in the first hour."
        ),
    )
    starts_on = models.DateField(
        _("first day"), null=True, blank=True, help_text=_("Leave empty to start at once.")
    )
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty to go on.")
    )

    objects = BestBetQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")

    def __str__(self) -> str:
        return next(iter(lines(self.words)), "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the analysed phrasings in step."""
        super().save(*args, **kwargs)
        self.analyse()

    @admin.display(description=_("what readers type"), ordering="words")
    def all_words(self) -> str:
        """Every phrasing on one line."""
        return " · ".join(lines(self.words))

    def clean(self) -> None:
        """Say what could never be found, or is there already."""
        phrasings = list(dict.fromkeys(filter(None, map(printable, lines(self.words)))))
        self.words = "\n".join(phrasings)
        if faults := _faults(phrasings):
            raise ValidationError({"words": faults})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day comes before the first.")})
        if self.item_id is not None and (taken := self._taken(phrasings)):
            reason = _("This item already shows for “%(words)s”, in another best bet.")
            raise ValidationError(
                {"words": [ValidationError(reason, params={"words": words}) for words in taken]}
            )

    def analyse(self) -> None:
        """Write the keys of the phrasings anew."""
        self.phrases.all().delete()
        BestBetPhrase.objects.bulk_create(
            BestBetPhrase(bet=self, key=key) for key in keys_of(lines(self.words))
        )

    def _taken(self, phrasings: list[str]) -> list[str]:
        others = BestBetPhrase.objects.filter(bet__item=self.item_id).exclude(bet=self.pk)
        taken = set(others.values_list("key", flat=True))
        return [phrasing for phrasing in phrasings if key_of(phrasing) in taken]


class BestBetPhrase(models.Model):
    """The key of one phrasing (search.bestbets.words)."""

    bet = models.ForeignKey(BestBet, on_delete=models.CASCADE, related_name="phrases")
    key = models.CharField(max_length=MAX_KEY, db_index=True)

    class Meta:
        verbose_name = _("phrasing of a best bet")
        verbose_name_plural = _("phrasings of best bets")
        constraints = [
            models.UniqueConstraint(fields=["bet", "key"], name="search_best_bet_phrase_once")
        ]

    def __str__(self) -> str:
        return self.key


def _faults(phrasings: list[str]) -> list[ValidationError]:
    if not phrasings:
        return [ValidationError(NO_WORDS)]
    if len(phrasings) > MAX_PHRASES:
        reason = _("These are more than %(most)d lines. Make a second best bet.")
        return [ValidationError(reason, params={"most": MAX_PHRASES})]
    faults = []
    for phrasing in phrasings:
        key = key_of(phrasing)
        if not key:
            reason = _(
                "“%(words)s” has only words that the search passes over. Add a word that says what "
                "it is about."
            )
        elif len(phrasing) > MAX_PHRASE or len(key) > MAX_KEY:
            reason = _("“%(words)s” is too long. Keep to the few words that readers type.")
        else:
            continue
        shown = phrasing if len(phrasing) <= MAX_PHRASE else f"{phrasing[:MAX_PHRASE]}…"
        faults.append(ValidationError(reason, params={"words": shown}))
    return faults
