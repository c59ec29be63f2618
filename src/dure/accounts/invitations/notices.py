from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from dure.core.mail import actions as mail

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .models import Invitation


def send(invitation: Invitation, *, token: str, by: User | None, at: dt.datetime) -> None:
    """The letter with the link, in the language the account was made with."""
    user = invitation.user
    mail.post_from(
        "accounts/letters/invitation",
        {
            "user": user,
            "sender": by,
            "expires_at": invitation.expires_at,
            "link": settings.SITE_URL + reverse("invitation-accept", args=[token]),
        },
        key=f"invitation:{invitation.pk}",
        to=user.email,
        language=user.language,
        confidential=True,
        at=at,
        by=by,
    )
