"""Reference data: places, sizes, topics, roles and phases (`manage.py load_reference_data`)."""

from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from cms.anonymity import SEPARATOR, MunicipalityFacts


class Term(models.Model):
    """A value of a controlled list: a stable public slug, a Dutch name and a place in the order."""

    slug = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Province(Term):
    """One of the twelve provinces."""

    class Meta(Term.Meta):
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class SafetyRegion(Term):
    """One of the twenty-five safety regions."""

    class Meta(Term.Meta):
        verbose_name = _("safety region")
        verbose_name_plural = _("safety regions")


class RiecRegion(Term):
    """The area of one of the ten RIECs; the areas follow the ten police units."""

    class Meta(Term.Meta):
        verbose_name = _("RIEC region")
        verbose_name_plural = _("RIEC regions")


class SizeClass(Term):
    """One of five buckets over the eight CBS classes of municipality size."""

    cbs_classes = models.CharField(
        _("CBS classes"), max_length=20, help_text=_("Codes with commas, for example: 1,2,3.")
    )
    min_population = models.PositiveIntegerField(_("from, inhabitants"))
    max_population = models.PositiveIntegerField(_("up to, inhabitants"), null=True, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("municipality size")
        verbose_name_plural = _("municipality sizes")


class Topic(Term):
    """A subject, in a tree of two levels; a slug is unique over both."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("falls under"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    description = models.TextField(_("description"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class AudienceRole(Term):
    """Somebody an item is written for, such as a council member or a registrar."""

    class Meta(Term.Meta):
        verbose_name = _("audience role")
        verbose_name_plural = _("audience roles")


class Phase(Term):
    """When an item helps: prevent, prepare, respond or recover."""

    description = models.CharField(_("description"), max_length=250, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")


# Where MunicipalityFacts stand, in their order.
FACT_PATHS = ("size_class__slug", "riec_region__slug", "province__slug")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Municipalities in the words of the desk."""

    def current(self) -> "MunicipalityQuerySet":
        """Those that exist today; codes of merged ones stay readable but count no more."""
        return self.filter(is_current=True)

    def fact_rows(self) -> list[MunicipalityFacts]:
        """What the k-check counts: size, region and province of every current municipality."""
        return [MunicipalityFacts(*row) for row in self.current().values_list(*FACT_PATHS)]

    def with_packed_facts(self) -> "MunicipalityQuerySet":
        """Each with the same facts in one column, `packed_facts`, for a union with other rows."""
        size, region, province = FACT_PATHS
        bar = models.Value(SEPARATOR)
        return self.annotate(
            packed_facts=Concat(size, bar, region, bar, province, output_field=models.CharField())
        )


class Municipality(models.Model):
    """A municipality as CBS lists it; one that merged away keeps its row, with its successor."""

    cbs_code = models.CharField(_("CBS code"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=120)
    province = models.ForeignKey(Province, verbose_name=_("province"), on_delete=models.PROTECT)
    riec_region = models.ForeignKey(
        RiecRegion, verbose_name=_("RIEC region"), on_delete=models.PROTECT
    )
    safety_region = models.ForeignKey(
        SafetyRegion, verbose_name=_("safety region"), on_delete=models.PROTECT
    )
    police_unit = models.CharField(_("police unit"), max_length=80)
    population = models.PositiveIntegerField(_("inhabitants"))
    population_year = models.PositiveSmallIntegerField(_("inhabitants counted in"))
    cbs_size_class = models.PositiveSmallIntegerField(_("CBS size class"))
    size_class = models.ForeignKey(
        SizeClass, verbose_name=_("municipality size"), on_delete=models.PROTECT
    )
    is_current = models.BooleanField(_("exists today"), default=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, on_delete=models.PROTECT
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name
