from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dure.core.listing import filters
from dure.core.listing.filters import Rows
from dure.core.listing.lists import Column, Listing

from .models import Status


def _mentions(letters: Rows, part: str) -> Rows:
    part = part.strip()
    return letters.filter(Q(to__icontains=part) | Q(subject__icontains=part))


LISTING = Listing(
    _("Letters"),
    columns=[
        Column("to", _("To"), lambda letter: letter.to, order=("to",)),
        Column("subject", _("Subject"), lambda letter: letter.subject, order=("subject",)),
        Column("state", _("Status"), lambda letter: letter.get_status_display(), order=("status",)),
        Column("written", _("Written on"), lambda letter: letter.queued_at, order=("queued_at",)),
        Column("sent", _("Sent"), lambda letter: letter.sent_at, order=("sent_at",)),
    ],
    filters=[
        filters.text(_("Address or subject"), narrow=_mentions),
        filters.choice(_("Status"), name="state", column="status", choices=Status),
    ],
    order="-written",
)
