from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.community.groups.models import GroupKind
from dure.core.widgets import DayField

from .actions import KINDS

PART, OWN = "part", "own"


class FoundForm(forms.Form):
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind, GroupKind(kind).label) for kind in KINDS]
    )
    stands = forms.ChoiceField(
        label=_("How it stands"),
        choices=[(PART, _("as a part of the group")), (OWN, _("as a body of its own"))],
        help_text=_("Either way the lineage shows that it grew out of the group."),
    )
    founded_on = DayField(label=_("Founded on"))
    purpose = forms.CharField(
        label=_("Purpose"), required=False, widget=forms.Textarea({"rows": 4}), max_length=4000
    )

    def clean(self) -> dict[str, Any]:
        """In the words of the action."""
        stands = self.cleaned_data.pop("stands", None)
        return {**self.cleaned_data, "is_part": stands == PART}
