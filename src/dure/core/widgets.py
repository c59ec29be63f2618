from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from .precision import Precision

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


class DayInput(forms.DateInput):
    """The browser's own calendar; what it sends and takes is 2012-03-04 in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PrecisionField(forms.ChoiceField):
    """How exactly the day beside it is known; who says nothing knows the day."""

    def __init__(self, **options: Any) -> None:
        told = _(
            "Where only the month or year is known, give any day of it: only what is known is shown."
        )
        super().__init__(
            choices=Precision, required=False, initial=Precision.DAY, help_text=told, **options
        )

    def clean(self, value: Any) -> str:
        return str(super().clean(value) or Precision.DAY)


class DayField(forms.DateField):
    """A day that can be meant. The year 1 or 9999 is a slip, and calendars end there."""

    widget = DayInput
    default_validators = [
        MinValueValidator(FIRST_DAY, _("Give a day from 1900 on.")),
        MaxValueValidator(LAST_DAY, _("Give a day before 2200.")),
    ]
