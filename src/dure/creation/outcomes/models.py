from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex, Group
from dure.core.clock import in_words
from dure.core.fields import Timestamped
from dure.core.precision import Precision, written

from .access import OutcomeAccess


class OutcomeKind(models.TextChoices):
    JOINT_DEVELOPMENT = "joint_development", _("Joint development")
    JOINT_BODY = "joint_body", _("Joint body")
    TRADE_FAIR = "trade_fair", _("Trade fair")
    BUYER_MEETING = "buyer_meeting", _("Buyers' meeting")
    FORUM = "forum", _("Forum")


class Outcome(Timestamped):
    """Something that came of a group's work, as reported, with where it was reported."""

    complex = models.ForeignKey(Complex, models.PROTECT, related_name="outcomes")
    group = models.ForeignKey(Group, models.PROTECT, related_name="outcomes", null=True, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=OutcomeKind)
    what_ko = models.CharField(_("What, in Korean"), max_length=240)
    what_en = models.CharField(_("What, in English"), max_length=240, blank=True)
    happened_on = models.DateField(_("Date"))  # the first day of what ``precision`` says
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    n_firms = models.PositiveIntegerField(_("Firms"), null=True, blank=True)
    amount_won = models.PositiveBigIntegerField(_("Amount, KRW"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=240)

    objects = OutcomeAccess.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(source=""), name="outcome_names_its_source"),
        ]
        indexes = [models.Index(fields=["complex", "happened_on"])]

    def __str__(self) -> str:
        return f"{self.date_as_known} {self.what}"

    @property
    def day_as_known(self) -> str:
        """For a card, no more exact than it is known."""
        return in_words(self.happened_on, precision=self.precision)

    @property
    def date_as_known(self) -> str:
        """The date as exactly as its source gives it: 2010, 2010-07 or 2010-07-01."""
        return written(self.happened_on, self.precision)

    @property
    def what(self) -> str:
        """In the reader's language where it was written in it."""
        return (get_language() == "en" and self.what_en) or self.what_ko
