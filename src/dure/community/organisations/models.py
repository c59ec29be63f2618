from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dure.community.complexes.models import Complex
from dure.community.industries.models import Industry
from dure.core.constraints import ends_no_sooner_than_it_starts
from dure.core.fields import Dated, DatedQuerySet, Timestamped
from dure.core.naming import named

from .access import OrganisationAccess, RepresentationAccess, SupplyTieAccess


class OrganisationKind(models.TextChoices):
    FIRM = "firm", _("Firm")
    UNIVERSITY = "university", _("University")
    INSTITUTE = "institute", _("Institute")
    AGENCY = "agency", _("Agency")
    GOVERNMENT = "government", _("Government")


class Size(models.TextChoices):
    """Size class of the Framework Act on SMEs."""

    MICRO = "micro", _("Micro")
    SMALL = "small", _("Small")
    MEDIUM = "medium", _("Medium")
    MID_SIZE = "mid_size", _("Mid-size")
    LARGE = "large", _("Large")


class Organisation(Timestamped):
    name_ko = models.CharField(_("Name in Korean"), max_length=120)
    name_en = models.CharField(_("Name in English"), max_length=160, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=OrganisationKind)
    business_number = models.CharField(
        _("Business registration number"), max_length=10, null=True, blank=True, unique=True
    )  # ten digits without hyphens; null, not "", where none is known
    complex = models.ForeignKey(
        Complex,
        models.PROTECT,
        related_name="organisations",
        null=True,
        blank=True,
        verbose_name=_("Industrial complex"),
    )
    address = models.CharField(_("Address"), max_length=240, blank=True)
    telephone = models.CharField(_("Telephone"), max_length=20, blank=True)
    website = models.URLField(_("Website"), blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    is_synthetic = models.BooleanField(default=False)

    objects = OrganisationAccess.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(business_number__isnull=True)
                | Q(business_number__regex=r"^[0-9]{10}$"),
                name="organisation_business_number_has_ten_digits",
                violation_error_message=_("A business registration number has ten digits."),
            ),
        ]
        indexes = [models.Index(fields=["name_ko"]), models.Index(fields=["complex", "name_ko"])]

    def __str__(self) -> str:
        return named(self)


class SizeClass(Dated):
    """How large an organisation was, from one day until another."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sizes")
    size = models.CharField(_("Size class"), max_length=10, choices=Size)

    objects = DatedQuerySet["SizeClass"].as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            UniqueConstraint(
                fields=["organisation"],
                condition=Q(ends_on__isnull=True),
                name="sizeclass_one_open_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.size}"


class IndustryClass(Dated):
    """What an organisation mainly made, from one day until another: a five-digit KSIC code."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="industries")
    industry = models.ForeignKey(Industry, models.PROTECT, related_name="+")

    objects = DatedQuerySet["IndustryClass"].as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            UniqueConstraint(
                fields=["organisation"],
                condition=Q(ends_on__isnull=True),
                name="industryclass_one_open_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.industry_id}"


class SupplyTie(Dated):
    """Who supplies whom, so that dependence on a hub can be seen."""

    supplier = models.ForeignKey(Organisation, models.PROTECT, related_name="ties_to_customers")
    customer = models.ForeignKey(Organisation, models.PROTECT, related_name="ties_to_suppliers")
    share_of_sales_permille = models.PositiveSmallIntegerField(
        _("Share of the supplier's sales, ‰"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1000)],
    )

    objects = SupplyTieAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            CheckConstraint(
                condition=~Q(supplier=F("customer")),
                name="supplytie_joins_two_organisations",
                violation_error_message=_("An organisation cannot supply itself."),
            ),
            CheckConstraint(
                condition=Q(share_of_sales_permille__isnull=True)
                | Q(share_of_sales_permille__lte=1000),
                name="supplytie_share_is_at_most_all",
                violation_error_message=_("A share of sales is at most 100 %."),
            ),
            UniqueConstraint(
                fields=["supplier", "customer"],
                condition=Q(ends_on__isnull=True),
                name="supplytie_one_open_per_pair",
                violation_error_message=_("This tie is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} → {self.customer_id}"


class Representation(Dated):
    """A user may speak for an organisation and keep its record, from one day until another."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="representations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="representations"
    )

    objects = RepresentationAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(ends_on__isnull=True),
                name="representation_one_open_per_person",
                violation_error_message=_("This person represents this organisation already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.organisation_id}"
