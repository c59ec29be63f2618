from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.accounts.roles.models import RoleKind

STATES = [("", _("All")), ("open", _("Open")), ("invited", _("Invited")), ("closed", _("Closed"))]


class AccountFilter(forms.Form):
    q = forms.CharField(
        label=_("Name or e-mail"), required=False, widget=forms.TextInput({"type": "search"})
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All")), *RoleKind.choices]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)


class RenameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
