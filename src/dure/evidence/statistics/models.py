from __future__ import annotations

import functools
import operator
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex
from dure.core.bilingual import said
from dure.core.fields import Timestamped

from .access import ObservationAccess


class Measure(models.TextChoices):
    FIRMS = "firms", _("Firms")
    PRODUCTION = "production", _("Production")
    EXPORTS = "exports", _("Exports")
    EMPLOYMENT = "employment", _("Employment")
    LAND = "land", _("Land area")
    SUPPLIERS = "suppliers", _("Suppliers")
    GROUPS = "groups", _("Groups")
    ORGANISATIONS = "in_groups", _("Organisations in groups")
    ACTIVITIES = "activities", _("Activities")
    TASKS = "tasks", _("Tasks")
    EXPERTS = "experts", _("Experts")
    MONEY = "money", _("Programme money")
    DUES = "dues", _("Dues and network costs")


class Unit(models.TextChoices):
    FIRMS = "firms", _("firms")
    EOK_KRW = "eok_krw", _("100 million KRW")
    MILLION_USD = "million_usd", _("million USD")
    PERSONS = "persons", _("persons")
    THOUSAND_M2 = "thousand_m2", _("1,000 m²")
    GROUPS = "groups", _("groups")
    ORGANISATIONS = "organisations", _("organisations")
    ACTIVITIES = "activities", _("activities")
    TASKS = "tasks", _("tasks")
    MILLION_KRW = "million_krw", _("million KRW")
    KRW = "krw", _("KRW")
    PERCENT = "percent", _("%")  # where the source gives a share and no count exists
    PERCENT_OF_NATION = "percent_of_nation", _("% of all complexes of the nation")


COUNTED_IN = {
    Measure.FIRMS: Unit.FIRMS,
    Measure.PRODUCTION: Unit.EOK_KRW,
    Measure.EXPORTS: Unit.MILLION_USD,
    Measure.EMPLOYMENT: Unit.PERSONS,
    Measure.LAND: Unit.THOUSAND_M2,
    Measure.SUPPLIERS: Unit.FIRMS,
    Measure.GROUPS: Unit.GROUPS,
    Measure.ORGANISATIONS: Unit.ORGANISATIONS,
    Measure.ACTIVITIES: Unit.ACTIVITIES,
    Measure.TASKS: Unit.TASKS,
    Measure.EXPERTS: Unit.PERSONS,
    Measure.MONEY: Unit.MILLION_KRW,
    Measure.DUES: Unit.KRW,
}
SHARES = {Unit.PERCENT, Unit.PERCENT_OF_NATION}


class SizeBand(models.TextChoices):
    """The size bands of statistics; a firm's own size class is ``community.Size``."""

    ALL = "all", _("All sizes")
    SME = "sme", _("Small and medium")
    LARGE = "large", _("Large")
    UNDER_50 = "under_50", _("Under 50 employees")
    FROM_50 = "50_99", _("50-99 employees")
    FROM_100 = "100_299", _("100-299 employees")
    FROM_300 = "300_999", _("300-999 employees")
    FROM_1000 = "1000_plus", _("1,000 employees and more")
    UNDER_300 = "under_300", _("Under 300 employees")


PARTS_OF = {
    SizeBand.UNDER_300: {SizeBand.UNDER_50, SizeBand.FROM_50, SizeBand.FROM_100},
    SizeBand.SME: {SizeBand.UNDER_50, SizeBand.FROM_50, SizeBand.FROM_100, SizeBand.UNDER_300},
    SizeBand.LARGE: {SizeBand.FROM_300, SizeBand.FROM_1000},
}  # a band that is the sum of these where they stand beside it


class Coverage(models.TextChoices):
    """Which firms a figure speaks of."""

    RESIDENT = "resident", _("Resident, under contract")
    OPERATING = "operating", _("Operating")


class Precision(models.TextChoices):
    """How exactly a source gives a figure, as an uploaded sheet says it."""

    EXACT = "exact", _("exact")
    MAGNITUDE = "order_of_magnitude", _("order of magnitude")


class Division(Timestamped):
    """A part of the whole, as the publisher of statistics divides it."""

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name_ko = models.CharField(_("Name in Korean"), max_length=60)
    name_en = models.CharField(_("Name in English"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name_ko

    @property
    def name(self) -> str:
        """In the reader's language, where there is an English one."""
        return (get_language() == "en" and self.name_en) or self.name_ko


class StatisticalIndustry(Division):
    """An industry of the published statistics of complexes (ten of them, not KSIC)."""


class StatisticalPart(Division):
    """A part that neither industry nor size tells: a use of land, a customer."""


class Source(Timestamped):
    """Where figures come from, in a form that a reader can look up."""

    citation = models.CharField(_("Source"), max_length=300, unique=True)
    citation_ko = models.CharField(_("Source in Korean"), max_length=300, blank=True)
    is_synthetic = models.BooleanField(_("Synthetic"), default=False)  # its figures are invented

    def __str__(self) -> str:
        return self.citation

    @property
    def said(self) -> str:
        """In the reader's language, where there is a Korean form."""
        return (get_language() == "ko" and self.citation_ko) or self.citation


def _measured_in_its_unit() -> Q:
    pairs = [Q(measure=measure, unit=unit) for measure, unit in COUNTED_IN.items()]
    return functools.reduce(operator.or_, pairs, Q(unit__in=sorted(SHARES)))


class Observation(Timestamped):
    """One figure of a complex: what was measured, when, for which part of it, from where."""

    complex = models.ForeignKey(
        Complex, models.PROTECT, related_name="observations", verbose_name=_("Industrial complex")
    )
    year = models.PositiveSmallIntegerField(
        _("Year"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    first_year = models.PositiveSmallIntegerField(
        _("First year"), validators=[MinValueValidator(1900)], null=True, blank=True
    )  # of a sum over several years; ``year`` is its last
    measure = models.CharField(_("Measure"), max_length=12, choices=Measure)
    unit = models.CharField(_("Unit"), max_length=20, choices=Unit)
    coverage = models.CharField(
        _("Coverage"), max_length=10, choices=Coverage, default=Coverage.RESIDENT
    )
    industry = models.ForeignKey(
        StatisticalIndustry,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Industry"),
    )  # null: all industries
    size_band = models.CharField(
        _("Firm size"), max_length=10, choices=SizeBand, default=SizeBand.ALL
    )
    part = models.ForeignKey(
        StatisticalPart,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Part"),
    )  # null: the whole
    value = models.DecimalField(_("Value"), max_digits=18, decimal_places=3)
    is_order_of_magnitude = models.BooleanField(_("Order of magnitude"), default=False)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="observations", verbose_name=_("Source")
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    objects = ObservationAccess.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(  # "all" is null, and two nulls are not equal to a database
                "complex",
                "year",
                Coalesce("first_year", 0),
                "measure",
                "unit",
                "coverage",
                Coalesce("industry", 0),
                "size_band",
                Coalesce("part", 0),
                "source",
                name="observation_one_per_cell_and_source",
                violation_error_message=_("This source gives this figure already."),
            ),
            CheckConstraint(
                condition=Q(first_year__isnull=True)
                | Q(first_year__gte=1900, first_year__lt=F("year")),
                name="observation_begins_before_its_last_year",
                violation_error_message=_("A period begins before its last year."),
            ),
            CheckConstraint(
                condition=Q(value__gte=0),
                name="observation_is_not_negative",
                violation_error_message=_("A figure cannot be negative."),
            ),
            CheckConstraint(
                condition=~Q(unit__in=sorted(SHARES)) | Q(value__lte=100),
                name="observation_share_is_at_most_all",
                violation_error_message=_("A share cannot be more than the whole."),
            ),
            CheckConstraint(
                condition=_measured_in_its_unit(),
                name="observation_measured_in_its_unit",
                violation_error_message=_("This measure is not counted in this unit."),
            ),
        ]
        indexes = [models.Index(fields=["complex", "measure", "year"])]

    @property
    def said(self) -> str:
        """The note; where it stands in both languages (“Korean / English”), in the reader's."""
        return said(self.note)

    @property
    def period(self) -> str:
        """The year, or the first and the last of several."""
        return f"{self.first_year}-{self.year}" if self.first_year else str(self.year)

    @property
    def is_plain(self) -> bool:
        """An exact figure of one year: what growth and shares may be computed from."""
        return not (self.first_year or self.is_order_of_magnitude)

    def __str__(self) -> str:
        value = f"{Decimal(self.value).normalize():,f}"
        return f"{self.get_measure_display()} {self.period} · {value} {self.get_unit_display()}"
