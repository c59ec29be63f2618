from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from . import labels

SHOWN = [
    ("", _("All figures")),
    ("differ", _("What does not agree")),
    ("kept", _("Only kept")),
    ("open", _("Not compared")),
]


class ReproductionFilter(forms.Form):
    table = forms.ChoiceField(
        label=_("Table"), required=False, choices=[("", _("All")), *labels.TABLES.items()]
    )
    show = forms.ChoiceField(label=_("Show"), required=False, choices=SHOWN)
