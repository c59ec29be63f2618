"""Erasing a person wherever the community knows them: their record, and rows of imports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model

from dure.community.import_rows.models import Import, ImportEffect, ImportRow
from dure.community.people import actions as people

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.people.models import Person

SHORT = 2  # a name so short is erased where it stands alone: 김구 is no part of 김구상사
PLACES: list[tuple[type[Model], tuple[str, ...]]] = [  # what imports keep of the workbook
    (Import, ("samples",)),
    (ImportRow, ("raw", "values", "changes", "problems", "candidates")),
    (ImportEffect, ("old", "new", "made")),
]
BATCH = 500


@transaction.atomic
def erase(*, person: Person, by: User | None, at: dt.datetime) -> Person:
    """Forget a person: see ``people.actions.erase``; what was read from workbooks goes too."""
    words = {person.name_ko, person.name_en, person.email, person.telephone}
    if person.user is not None:
        words |= {person.user.name, person.user.email}
    erased = people.erase(person=person, by=by, at=at)
    _forget({_plain(word) for word in words} - {""})
    return erased


def _forget(words: Collection[str]) -> None:
    """Cells that say one of the words are emptied, in every row of every import."""
    for model, columns in PLACES:
        rows = model._default_manager.only("pk", *columns).iterator(BATCH)
        changed = [row for row in rows if _empty(row, columns, words)]
        model._default_manager.bulk_update(changed, columns, batch_size=BATCH)


def _empty(row: Any, columns: Collection[str], words: Collection[str]) -> bool:
    is_changed = False
    for column in columns:
        before = getattr(row, column)
        after = _without(before, words)
        if after != before:
            setattr(row, column, after)
            is_changed = True
    return is_changed


def _without(value: Any, words: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(part, words) for key, part in value.items()}
    if isinstance(value, list):
        return [_without(part, words) for part in value]
    if isinstance(value, str) and any(_says(_plain(value), word) for word in words):
        return ""
    return value


def _says(text: str, word: str) -> bool:
    return text == word or (len(word) > SHORT and word in text)


def _plain(text: str) -> str:
    """As it is compared: without case, spaces and hyphens, which people write as they like."""
    return re.sub(r"[\s-]", "", text).casefold()
