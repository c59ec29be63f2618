"""What allauth asks Dure: where letters go, who may sign up, how secrets are kept."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from dure.core.audit import actions as audit
from dure.core.mail import actions as mail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allauth.usersessions.models import UserSession
    from django.http import HttpRequest

    from dure.accounts.users.models import User


CHANGES = {  # what allauth calls them, and what we tell the owner
    "password_changed": _("Your password was changed."),
    "password_set": _("Your password was set."),
    "password_reset": _("Your password was changed, through the link in a letter."),
    "email_changed": _("The e-mail address of your account was changed."),
    "email_confirm": _("The e-mail address of your account was confirmed."),
    "totp_activated": _("An authenticator app was added to your account."),
    "totp_deactivated": _("The authenticator app of your account was removed."),
    "webauthn_added": _("A passkey was added to your account."),
    "webauthn_removed": _("A passkey of your account was removed."),
    "recovery_codes_generated": _("New recovery codes were made for your account."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return bool(settings.SIGN_UP_IS_OPEN)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into our own queue, in the language of who reads it."""
        name = template_prefix.rpartition("/")[2].removesuffix("_signup")
        user: User | None = context.get("user")
        language = user.language if user else translation.get_language() or settings.LANGUAGE_CODE
        mail.post_from(
            f"accounts/letters/{name}",
            {"email": email, **context},
            key=f"{name}:{secrets.token_hex(8)}",
            to=email,
            language=language,
            confidential=True,
            at=timezone.now(),
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Allauth tells the owner of every change to an account here; so it is recorded here.

        Not those of the second factor, which it tells after the commit (``http``).
        """
        app, _slash, deed = template_prefix.partition("/email/")
        if app == "account":
            audit.record(f"user.{deed}", user, by=user, at=timezone.now())
        with translation.override(user.language):
            told = {
                **(context or {}),
                "user": user,
                "change": str(CHANGES[deed]),
                "link": settings.SITE_URL + reverse("account-page"),
            }
        super().send_notification_mail("accounts/letters/change", user, told, email)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Somebody who signed up, where a site has opened that."""
        user.name = form.cleaned_data["name"]
        user.language = translation.get_language() or settings.LANGUAGE_CODE
        saved: User = super().save_user(request, user, form, commit=commit)
        audit.record("user.created", saved, by=saved, at=timezone.now(), language=saved.language)
        return saved


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps and recovery codes encrypted."""

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    def end_sessions(self, sessions: Sequence[UserSession]) -> None:
        super().end_sessions(sessions)
        if sessions:
            user = sessions[0].user
            audit.record(
                "user.sessions_ended", user, by=user, at=timezone.now(), number=len(sessions)
            )


def _vault() -> MultiFernet:
    """Keys made from the secret key; the fallbacks still open what they once closed."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(hashlib.sha256(f"second factor{key}".encode()).digest())
            )
            for key in keys
        ]
    )
