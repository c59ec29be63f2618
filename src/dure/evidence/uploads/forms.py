from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex


class UploadForm(forms.Form):
    complex = forms.ModelChoiceField(label=_("Industrial complex"), queryset=Complex.objects.none())
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("As a reader would look it up: publisher, title, year."),
    )
    is_synthetic = forms.BooleanField(
        label=_("The figures are synthetic"),
        required=False,
        help_text=_("Invented, for practice or to show something. They are marked wherever shown."),
    )
    content = forms.FileField(label=_("Excel or CSV file"))

    def __init__(self, *args: object, complexes: QuerySet[Complex], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["complex"].queryset = complexes  # type: ignore[attr-defined]
        if len(complexes) == 1:
            self.fields["complex"].initial = complexes[0]
