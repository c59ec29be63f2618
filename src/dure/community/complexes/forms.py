from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dure.accounts.models import User
from dure.core.widgets import DayField

from .models import Complex, ComplexKind, Part


class ComplexForm(forms.Form):
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ComplexKind)
    part = forms.ChoiceField(
        label=_("Part in the programme"),
        choices=Part,
        help_text=_("A linked complex needs its hub; a hub has none."),
    )
    hub = forms.ModelChoiceField(
        label=_("Hub complex"), queryset=Complex.objects.none(), required=False
    )
    region = forms.CharField(label=_("Region"), max_length=40)
    area_thousand_m2 = forms.IntegerField(
        label=_("Area, 1,000 m²"), min_value=0, max_value=10_000_000, required=False
    )
    latitude = forms.DecimalField(
        label=_("Latitude"),
        min_value=-90,
        max_value=90,
        decimal_places=5,
        required=False,
        help_text=_("In degrees, as in 36.10280; both coordinates or neither."),
    )
    longitude = forms.DecimalField(
        label=_("Longitude"), min_value=-180, max_value=180, decimal_places=5, required=False
    )

    def __init__(self, data: Any = None, *, place: Complex | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        hubs = Complex.objects.filter(part=Part.HUB).order_by("name_ko")
        field = self.fields["hub"]
        field.queryset = hubs.exclude(pk=place.pk) if place else hubs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        is_linked = values.get("part") == Part.LINKED
        if is_linked and "hub" in values and values["hub"] is None:
            self.add_error("hub", _now("Choose the hub that this complex is linked with."))
        if not is_linked:
            values["hub"] = None
        if (values.get("latitude") is None) != (values.get("longitude") is None):
            self.add_error("longitude", _now("Give both coordinates or neither."))
        return values


class CoordinatorForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the account"))
    starts_on = DayField(label=_("From"))

    def clean(self) -> dict[str, Any]:
        """In the words of the action: the account instead of its e-mail."""
        email = self.cleaned_data.pop("email", None)
        user = User.objects.filter(email__iexact=email).first() if email else None
        if email and user is None:
            error = ValidationError(_now("No account has this e-mail. Invite the person first."))
            self.add_error("email", error)
        return {**self.cleaned_data, "user": user}


class EndForm(forms.Form):
    ends_on = DayField(
        label=_("Ends on"), help_text=_("The first day on which it no longer holds.")
    )
