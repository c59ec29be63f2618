from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex
from dure.core.naming import named

from .menus import Menus
from .models import Measure, Unit
from .queries import Breakdown, Choice

BREAKDOWNS = [
    (Breakdown.YEAR.value, _("Year")),
    (Breakdown.INDUSTRY.value, _("Industry")),
    (Breakdown.SIZE.value, _("Firm size")),
    (Breakdown.PART.value, _("Part")),
]

NOTHING = _("none")


class StatisticsFilter(forms.Form):
    complex = forms.ChoiceField(label=_("Industrial complex"), required=False)
    measure = forms.ChoiceField(label=_("Measure"), required=False, choices=Measure.choices)
    by = forms.ChoiceField(label=_("By"), required=False, choices=BREAKDOWNS)
    unit = forms.ChoiceField(
        label=_("Unit"), required=False, choices=[("", NOTHING), *Unit.choices]
    )
    year = forms.IntegerField(label=_("Year"), required=False, widget=forms.Select)
    against = forms.IntegerField(label=_("Compared with"), required=False, widget=forms.Select)

    follows = ("measure", "by", "unit", "year", "against")  # what they offer depends on the others

    def __init__(self, data: Mapping[str, str], *, complexes: Iterable[Complex]) -> None:
        super().__init__(data)
        self.complexes = {str(one.pk): one for one in complexes}
        self._offer("complex", [(pk, named(one)) for pk, one in self.complexes.items()])

    def show(self, choice: Choice, menus: Menus) -> None:
        """Offer what there are figures of, with how many; what is shown is chosen."""
        names = {Breakdown(value): name for value, name in BREAKDOWNS}
        self._offer("measure", [(m, f"{m.label} ({n})") for m, n in menus.measures().items()])
        self._offer("by", [(b, f"{names[b]} ({n})") for b, n in menus.breakdowns(choice).items()])
        self._offer("unit", [(u, f"{u.label} ({n})") for u, n in menus.units(choice).items()])
        years = [(year, str(year)) for year in menus.years(choice)]
        self._offer("year", years)
        others = [one for one in years if one[0] != choice.year]
        self._offer("against", [("", NOTHING), *others] if others else [])
        self.data = {
            "complex": choice.complex.pk,
            "measure": choice.measure,
            "by": choice.by,
            "unit": choice.unit,
            "year": choice.year,
            "against": choice.against,
        }

    def _offer(self, name: str, choices: Sequence[tuple[object, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
        field.widget.choices = choices or [("", NOTHING)]
        if not choices:
            field.widget.attrs["disabled"] = True
