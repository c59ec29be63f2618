"""What most actions do to a row: write a new one, change columns, end a period.

What the model or the database refuses becomes a ``RuleBroken`` with its own sentence.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from dure.core.clock import in_words

from .errors import RuleBroken
from .fields import Dated

Row = TypeVar("Row", bound=Model)
Period = TypeVar("Period", bound=Dated)


def insert(row: Row) -> Row:
    """The row checked and saved."""
    return _checked_and_saved(row, None)


def change(row: Row, changes: dict[str, object]) -> list[str]:
    """The columns that are other than before, checked and saved; empty when none is."""
    changed = [column for column, value in changes.items() if getattr(row, column) != value]
    for column in changed:
        setattr(row, column, changes[column])
    if changed:
        _checked_and_saved(row, [*changed, "updated_at"])
    return changed


def end(period: Period, *, on: dt.date) -> tuple[Period, bool]:
    """The row locked, holding until the day before ``on``; and whether that is news."""
    locked = type(period)._default_manager.select_for_update().get(pk=period.pk)
    if locked.ends_on == on:
        return locked, False
    if locked.ends_on is not None:
        raise RuleBroken(
            _("This has ended on %(day)s already.") % {"day": in_words(locked.ends_on)}
        )
    if on < locked.starts_on:
        raise RuleBroken(
            _("The end must not come before the start, %(day)s.")
            % {"day": in_words(locked.starts_on)}
        )
    locked.ends_on = on
    locked.save(update_fields=["ends_on", "updated_at"])
    return locked, True


def put_in_place(known: Period | None, row: Period, column: str) -> Period:
    """``row`` between its neighbours, of which ``known`` is the first that reaches its day.

    That one ends where the new one starts, whether it was open or not; where it says the same
    in ``column`` already, it is the answer and nothing changes.
    """
    if known is None:
        return insert(row)
    if known.starts_on > row.starts_on:
        row.ends_on = known.starts_on
        return insert(row)
    if getattr(known, column) == getattr(row, column):
        return known
    row.ends_on = known.ends_on
    if known.starts_on == row.starts_on:
        known.delete()
    else:
        known.ends_on = row.starts_on
        known.save(update_fields=["ends_on", "updated_at"])
    return insert(row)


def _checked_and_saved(row: Row, columns: list[str] | None) -> Row:
    """The columns are checked here; what holds between them and between rows, by the database.

    To ask it about every constraint beforehand takes longer than to write the row.
    """
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            row.save(update_fields=columns)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise RuleBroken(_refusal(row)) from error
    return row


def _refusal(row: Model) -> str:
    """Which constraint the database refused it for, in that constraint's own sentence."""
    try:
        row.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return _("This was recorded a moment ago. Load the page again.")  # by another transaction
