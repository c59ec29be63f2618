"""Called by every action, inside its transaction: no write without its audit row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from .models import AuditEvent

if TYPE_CHECKING:
    from django.db.models import Model

    from dure.accounts.models import User


def name_of(target: Model) -> str:
    return f"{target._meta.label_lower}:{target.pk}"


def record(
    action: str, target: Model, *, by: User | None, at: dt.datetime, **details: object
) -> None:
    AuditEvent.objects.create(
        action=action, target=name_of(target), details=details, done_by=by, done_at=at
    )


def record_many(
    action: str, targets: Iterable[Model], *, by: User | None, at: dt.datetime, **details: object
) -> None:
    """The same deed done to many at once: a row for each, as if it had been done one by one."""
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                action=action, target=name_of(target), details=details, done_by=by, done_at=at
            )
            for target in targets
        ],
        batch_size=1_000,
    )
