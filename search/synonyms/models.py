"""A rule that editors write, beside those of the reviewed file."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.records import printable
from search.synonyms.conflicts import crowd, duplicate, loop
from search.synonyms.expansion import reviewed_rules
from search.synonyms.faults import MAX_RULE, faults_in
from search.synonyms.rules import Rule, read


class SynonymRuleQuerySet(models.QuerySet["SynonymRule"]):
    """Rules of editors."""

    def active(self) -> Self:
        """Those that count when somebody searches."""
        return self.filter(is_active=True)


class SynonymRule(models.Model):
    """Words that mean the same to the search, or lead one way from one to another.

    Who wrote and changed it stands in its history, as with every record of the CMS.
    """

    rule = models.CharField(
        _("rule"),
        max_length=MAX_RULE,
        help_text=_(
            "“a, b” when both mean the same: who types one finds the other. “a => b” when who "
            "types a should find b too, and not the other way round. For example: carbide "
            "shooting, milk churn shooting. Capitals, accents and plurals make no difference."
        ),
    )
    note = models.CharField(
        _("why this rule"),
        max_length=250,
        help_text=_(
            "One sentence for other editors. For example: Residents say it this way in their "
            "reports. Readers do not see it."
        ),
    )
    is_active = models.BooleanField(
        _("on"),
        default=True,
        help_text=_("Off: the search does as if the rule were not there, and you keep it."),
    )

    objects = SynonymRuleQuerySet.as_manager()

    class Meta:
        ordering = ["rule", "pk"]
        verbose_name = _("synonym rule")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.rule

    def clean(self) -> None:
        """Say what is wrong with the rule, by itself or beside others.

        A rule that is off stands in nobody's way, so that it can always be turned off.
        """
        if not self.rule:
            return  # the field says so
        if faults := faults_in(self.rule):
            raise ValidationError({"rule": faults})
        self.rule = printable(self.rule)
        if self.is_active and (fault := self._conflict(read(self.rule))):
            raise ValidationError({"rule": fault})

    def _conflict(self, rule: Rule) -> ValidationError | None:
        in_file = gettext("“%(rule)s” (in the list that comes with the portal)")
        in_force = gettext("“%(rule)s” (in this list)")
        at_rest = gettext("“%(rule)s” (in this list, turned off: turn it on)")
        others = SynonymRule.objects.exclude(pk=self.pk)
        known = {in_file % {"rule": each.text}: each for each in reviewed_rules()}
        known |= _named(in_force, others.filter(is_active=True))
        off = {} if self.pk else _named(at_rest, others.filter(is_active=False))
        return duplicate(rule, known | off) or loop(rule, known) or crowd(rule, known)


def _named(name: str, rules: models.QuerySet[SynonymRule]) -> dict[str, Rule]:
    """Return rules by what a fault calls them; those that the search leaves out count for none."""
    texts = rules.values_list("rule", flat=True)
    return {name % {"rule": text}: read(text) for text in texts if not faults_in(text)}
