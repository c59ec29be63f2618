from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dure.core.mail import actions as mail

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .models import Invitation


def send(invitation: Invitation, *, token: str, by: User | None, at: dt.datetime) -> None:
    """The letter with the link, in the language the account was made with."""
    user = invitation.user
    with translation.override(user.language):
        context = {
            "user": user,
            "sender": by,
            "expires_at": invitation.expires_at,
            "address": settings.SITE_ADDRESS + reverse("invitation-accept", args=[token]),
        }
        mail.post(
            key=f"invitation:{invitation.pk}",
            to=user.email,
            subject=_("You are invited to Dure"),
            text=render_to_string("accounts/invitations/letter.txt", context),
            html=render_to_string("accounts/invitations/letter.html", context),
            language=user.language,
            at=at,
            by=by,
        )
