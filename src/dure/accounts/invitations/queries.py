from __future__ import annotations

import datetime as dt
import hashlib

from .models import Invitation


def hashed(token: str) -> str:
    """What is stored of a token. It has 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def usable(*, token: str, at: dt.datetime) -> Invitation | None:
    """The invitation that this link opens, if it still does."""
    found = Invitation.objects.select_related("user", "sent_by").filter(token_hash=hashed(token))
    return next((invitation for invitation in found if invitation.is_usable(at)), None)
