from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.core.widgets import DayField

from . import queries


class AuditFilter(forms.Form):
    who = forms.CharField(
        label=_("Who"), required=False, widget=forms.TextInput({"type": "search"})
    )
    action = forms.ChoiceField(label=_("What was done"), required=False)
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["action"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("Everything")), *queries.actions_in_use()]
