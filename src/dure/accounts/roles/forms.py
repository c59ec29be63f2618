from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.core.clock import today
from dure.core.widgets import DayInput

from .models import RoleKind


class GrantForm(forms.Form):
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)
    starts_on = forms.DateField(
        label=_("From"), initial=today, widget=DayInput, help_text=_("The first day it holds.")
    )


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label=_("Ends on"),
        widget=DayInput,
        help_text=_("From this day on it does not hold any more."),
    )
