from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex
from dure.core.fields import Timestamped


class Measure(models.TextChoices):
    FIRMS = "firms", _("Firms")
    PRODUCTION = "production", _("Production")
    EXPORTS = "exports", _("Exports")
    EMPLOYMENT = "employment", _("Employment")


class Unit(models.TextChoices):
    FIRMS = "firms", _("firms")
    EOK_KRW = "eok_krw", _("100 million KRW")
    MILLION_USD = "million_usd", _("million USD")
    PERSONS = "persons", _("persons")
    PERCENT = "percent", _("%")  # where the source gives a share and no count exists


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


class Coverage(models.TextChoices):
    """Which firms a figure speaks of."""

    RESIDENT = "resident", _("Resident, under contract")
    OPERATING = "operating", _("Operating")


class StatisticalIndustry(models.Model):
    """An industry as the publisher of complex statistics divides them (ten, not KSIC)."""

    code = models.SlugField(max_length=24, unique=True)
    name_ko = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name_ko


class Source(Timestamped):
    """Where figures come from, in a form that a reader can look up."""

    citation = models.CharField(_("Source"), max_length=300, unique=True)

    def __str__(self) -> str:
        return self.citation


class Observation(Timestamped):
    """One figure of a complex: what was measured, when, for which part of it, from where."""

    complex = models.ForeignKey(Complex, models.PROTECT, related_name="observations")
    year = models.PositiveSmallIntegerField(_("Year"))
    measure = models.CharField(_("Measure"), max_length=12, choices=Measure)
    unit = models.CharField(_("Unit"), max_length=12, choices=Unit)
    coverage = models.CharField(
        _("Coverage"), max_length=10, choices=Coverage, default=Coverage.RESIDENT
    )
    industry = models.ForeignKey(
        StatisticalIndustry, models.PROTECT, related_name="+", null=True, blank=True
    )  # null: all industries
    size_band = models.CharField(_("Size"), max_length=10, choices=SizeBand, default=SizeBand.ALL)
    value = models.DecimalField(_("Value"), max_digits=18, decimal_places=3)
    source = models.ForeignKey(Source, models.PROTECT, related_name="observations")
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=[
                    "complex",
                    "year",
                    "measure",
                    "unit",
                    "coverage",
                    "industry",
                    "size_band",
                    "source",
                ],
                nulls_distinct=False,
                name="observation_one_per_cell_and_source",
                violation_error_message=_("This source gives this figure already."),
            ),
            CheckConstraint(condition=Q(value__gte=0), name="observation_is_not_negative"),
        ]
        indexes = [models.Index(fields=["complex", "measure", "year"])]

    def __str__(self) -> str:
        return f"{self.complex_id} {self.year} {self.measure} {self.value}"
