from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.community.complexes.models import Complex
from dure.community.groups.models import Group
from dure.community.import_rows.models import Import, ImportRow
from dure.community.workbooks.headings import Field
from dure.core.clock import today
from dure.core.files.fields import UploadField
from dure.core.widgets import DayField

from .actions import TAKEN

if TYPE_CHECKING:
    from dure.accounts.models import User

SINCE = _("Where a row does not say since when, membership and posts begin on this day.")


class UploadForm(forms.Form):
    complex = forms.ModelChoiceField(label=_("Industrial complex"), queryset=Complex.objects.none())
    group = forms.ModelChoiceField(
        label=_("Group"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("None, or as the rows say"),
        help_text=_("Every row becomes a member of this group."),
    )
    starts_on = DayField(label=_("Member since"), help_text=SINCE)
    workbook = forms.FileField(label=_("Workbook"), help_text=_(".xlsx or .csv, up to 20 MB"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        complexes = Complex.objects.editable_by(user).order_by("name_ko")
        groups = Group.objects.directable_by(user).filter(ended_on=None)
        _record(self, "complex").queryset = complexes
        _record(self, "group").queryset = groups.order_by("complex__name_ko", "name_ko")
        self.fields["starts_on"].initial = today
        if len(first := list(complexes[:2])) == 1:
            self.fields["complex"].initial = first[0].pk
        accepted = UploadField(allowed=TAKEN).widget.attrs["accept"]
        self.fields["workbook"].widget.attrs["accept"] = accepted


class ColumnsForm(forms.Form):
    """One select for each column of the sheet, under the names that stand there."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int)
    heading = forms.IntegerField(
        label=_("Row of the headings"),
        min_value=0,
        help_text=_("0 where there are none and the first row is a member's."),
    )
    guess = forms.BooleanField(
        label=_("Guess the columns again"),
        required=False,
        help_text=_("For another sheet, or when the headings stand in another row."),
    )
    group = forms.ModelChoiceField(
        label=_("Group"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("None, or as the rows say"),
    )
    starts_on = DayField(label=_("Member since"), help_text=SINCE)

    def __init__(self, *args: Any, source: Import, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "sheet": source.sheet,
            "heading": 1 if source.heading is None else source.heading,
            "group": source.group_id,
            "starts_on": source.starts_on,
        }
        super().__init__(*args, **kwargs)
        hidden = str(_("hidden"))
        names = [
            f"{n or '1'} ({hidden})" if is_hidden else n or "1" for n, is_hidden in source.sheets
        ]
        sheets = self.fields["sheet"]
        sheets.choices = list(enumerate(names)) or [(0, "1")]  # type: ignore[attr-defined]
        groups = Group.objects.filter(complex=source.complex_id).order_by("name_ko")
        _record(self, "group").queryset = groups
        self.n_columns = len(source.samples)
        for column, heading, samples in source.samples:
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=heading or _("Column %(n)d") % {"n": column + 1},
                required=False,
                choices=[("", _("Left out")), *Field.choices],
                initial=source.columns.get(str(column), ""),
                help_text=" · ".join(said for said in samples if said),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = list(self.columns().values())
        if not self.guesses:
            if Field.NAME not in chosen:
                self.add_error(None, _("Say which column holds the name of the organisation."))
            for name in sorted({name for name in chosen if chosen.count(name) > 1}):
                field = Field(name).label
                self.add_error(None, _("Two columns are to be “%(field)s”.") % {"field": field})
        return cleaned

    @property
    def guesses(self) -> bool:
        """Another sheet has other columns."""
        other = self.cleaned_data.get("sheet") != self.initial["sheet"]
        return bool(self.cleaned_data.get("guess") or other or not self.n_columns)

    def columns(self) -> dict[str, str]:
        return {
            name.removeprefix("column_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("column_") and value
        }


class ConfirmForm(forms.Form):
    replaces = forms.BooleanField(
        label=_("Replace what differs"),
        required=False,
        help_text=_("Empty fields are filled in any case."),
    )


class RowForm(forms.Form):
    """What the row says, to be typed anew."""

    def __init__(self, *args: Any, row: ImportRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in Field.choices:
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=300,
                initial=row.raw.get(name, ""),
            )


def _record(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared so above
    return field
