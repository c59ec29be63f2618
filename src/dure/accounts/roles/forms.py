from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.core.clock import today
from dure.core.widgets import DayField

from .models import RoleKind


class GrantForm(forms.Form):
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)
    starts_on = DayField(label=_("From"), initial=today, help_text=_("The first day it holds."))


class EndForm(forms.Form):
    ends_on = DayField(
        label=_("Ends on"),
        help_text=_("From this day on it does not hold any more."),
    )
