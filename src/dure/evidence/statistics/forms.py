from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex
from dure.core.naming import named

from .models import Measure, Unit
from .queries import Breakdown

BREAKDOWNS = [
    (Breakdown.YEAR.value, _("Year")),
    (Breakdown.INDUSTRY.value, _("Industry")),
    (Breakdown.SIZE.value, _("Firm size")),
    (Breakdown.PART.value, _("Part")),
]


class StatisticsFilter(forms.Form):
    complex = forms.ChoiceField(label=_("Industrial complex"), required=False)
    measure = forms.ChoiceField(label=_("Measure"), required=False, choices=Measure.choices)
    by = forms.ChoiceField(label=_("By"), required=False, choices=BREAKDOWNS)
    unit = forms.ChoiceField(
        label=_("Unit"), required=False, choices=[("", _("Counts first")), *Unit.choices]
    )
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=1900, max_value=2200, widget=forms.NumberInput
    )
    against = forms.IntegerField(
        label=_("Compared with"), required=False, min_value=1900, max_value=2200
    )

    def __init__(self, data: Mapping[str, str], *, complexes: Iterable[Complex]) -> None:
        super().__init__(data)
        self.complexes = {str(one.pk): one for one in complexes}
        self.fields["complex"].choices = [  # type: ignore[attr-defined]
            (pk, named(one)) for pk, one in self.complexes.items()
        ]
