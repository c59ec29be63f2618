from __future__ import annotations

from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignUpForm(SignupForm):  # type: ignore[misc]
    """Used only where a site has opened sign-up."""

    name = forms.CharField(label=_("Name"), max_length=80)
    field_order = ["name", "email", "password1"]
