from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class LogInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = _("Stay logged in for two weeks")


class SignUpForm(SignupForm):  # type: ignore[misc]
    """Used only where a site has opened sign-up."""

    name = forms.CharField(label=_("Name"), max_length=80)
    field_order = ["name", "email", "password1"]


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _(
            "So that you can tell them apart: my phone, the blue key."
        )
        self.fields["passwordless"].label = _("Log in with it without a password")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True
