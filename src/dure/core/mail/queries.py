"""What the pages read, and what is kept about one address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .models import Letter

if TYPE_CHECKING:
    from dure.accounts.models import User

    from .access import LetterAccess


@dataclass(frozen=True)
class Kept:
    """A letter as its reader may have it in an export of personal data."""

    subject: str
    text: str
    sent_at: dt.datetime | None


def rows(*, for_user: User) -> LetterAccess:
    """Letters for the list, without their words."""
    return Letter.objects.visible_to(for_user).defer("text", "html")


def written_to(address: str) -> list[Kept]:
    """Every letter to this address, the oldest first. One query."""
    letters = Letter.objects.filter(to__iexact=address).order_by("queued_at", "pk")
    return [
        Kept(letter.subject, "" if letter.is_confidential else letter.text, letter.sent_at)
        for letter in letters
    ]
