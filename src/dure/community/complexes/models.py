from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dure.core.constraints import ends_no_sooner_than_it_starts
from dure.core.fields import Dated, Timestamped
from dure.core.naming import named

from . import regions
from .access import ComplexAccess, CoordinationAccess


class ComplexKind(models.TextChoices):
    NATIONAL = "national", _("National complex")
    GENERAL = "general", _("General complex")
    URBAN = "urban", _("Urban high-tech complex")
    RURAL = "rural", _("Agricultural-industrial complex")


class Part(models.TextChoices):
    """The part a complex plays in its region's programme."""

    HUB = "hub", _("Hub")
    LINKED = "linked", _("Linked")


class Complex(Timestamped):
    """A planned industrial site with its resident firms."""

    name_ko = models.CharField(_("Name in Korean"), max_length=120, unique=True)
    name_en = models.CharField(_("Name in English"), max_length=160, blank=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=ComplexKind)
    part = models.CharField(_("Part in the programme"), max_length=10, choices=Part)
    hub = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="linked",
        null=True,
        blank=True,
        verbose_name=_("Hub complex"),
    )
    region = models.CharField(_("Region"), max_length=40)
    area_thousand_m2 = models.PositiveIntegerField(_("Area, 1,000 m²"), null=True, blank=True)
    latitude = models.DecimalField(
        _("Latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("Longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    is_synthetic = models.BooleanField(default=False)

    objects = ComplexAccess.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(part=Part.LINKED, hub__isnull=False)
                | Q(part=Part.HUB, hub__isnull=True),
                name="complex_linked_has_a_hub",
                violation_error_message=_("A linked complex needs its hub; a hub has none."),
            ),
            CheckConstraint(
                condition=~Q(hub=F("pk")),
                name="complex_is_not_its_own_hub",
                violation_error_message=_("A complex cannot be its own hub."),
            ),
            CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="complex_coordinates_come_in_pairs",
                violation_error_message=_("Give both coordinates or neither."),
            ),
        ]

    def __str__(self) -> str:
        return named(self)

    @property
    def region_named(self) -> str:
        return regions.named(self.region)


class Coordination(Dated):
    """A person is coordinator (간사) of a complex, from one day until another."""

    complex = models.ForeignKey(Complex, models.PROTECT, related_name="coordinations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="coordinations")

    objects = CoordinationAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            UniqueConstraint(
                fields=["complex", "user"],
                condition=Q(ends_on__isnull=True),
                name="coordination_one_open_per_person",
                violation_error_message=_("This person coordinates this complex already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.complex_id}"
