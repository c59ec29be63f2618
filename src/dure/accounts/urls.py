"""Accounts: our own pages, and of allauth those that are in use."""

from __future__ import annotations

from collections.abc import Iterable

import allauth.account.urls
import allauth.mfa.urls
import allauth.usersessions.urls
from django.urls import URLPattern, URLResolver, include, path

from dure.core.http import in_one_transaction

from .http import View, not_there, recording_factors

UNUSED = {
    "account_confirm_login_code",  # nobody logs in by a code in a letter
}
WRITING = {  # what these change and its audit row are written together or not at all
    "account_change_password",
    "account_confirm_email",
    "account_email",
    "account_reset_password_from_key",
    "account_set_password",
    "account_signup",
    "usersessions_list",
}
FACTORS = {
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_remove_webauthn",
}


def in_use(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    kept: list[URLPattern | URLResolver] = []
    for entry in patterns:
        if isinstance(entry, URLResolver):
            kept.append(URLResolver(entry.pattern, in_use(entry.url_patterns)))
        elif entry.name not in UNUSED:
            view = _wrapped(entry)
            kept.append(URLPattern(entry.pattern, view, entry.default_args, entry.name))
    return kept


def _wrapped(entry: URLPattern) -> View:
    view = not_there(entry.callback)
    if entry.name in WRITING:
        return in_one_transaction(view)
    return recording_factors(view) if entry.name in FACTORS else view


urlpatterns = [
    path("", include("dure.accounts.users.urls")),
    path("", include("dure.accounts.roles.urls")),
    path("", include("dure.accounts.invitations.urls")),
    path("account/", include(in_use(allauth.account.urls.urlpatterns))),
    path("account/second-factor/", include(in_use(allauth.mfa.urls.urlpatterns))),
    path("account/sessions/", include(in_use(allauth.usersessions.urls.urlpatterns))),
]
