"""Erasing a person wherever the community knows them: their record, and rows of imports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model

from dure.community.import_rows.models import Import, ImportEffect, ImportRow
from dure.community.people import actions as people
from dure.core.files import actions as files

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.people.models import Person

SHORT = 2  # a name so short is erased where it stands alone: 김구 is no part of 김구상사
PLACES: list[tuple[type[Model], str, tuple[str, ...]]] = [  # what imports keep of the workbook
    (Import, "id", ("samples", "rows_left_out")),
    (ImportRow, "source_id", ("raw", "values", "changes", "problems", "candidates")),
    (ImportEffect, "source_id", ("old", "new", "made")),
]
BATCH = 500


@transaction.atomic
def erase(*, person: Person, by: User | None, at: dt.datetime) -> Person:
    """Forget a person: see ``people.actions.erase``; what was read from workbooks goes too."""
    words = {person.name_ko, person.name_en, person.email, person.telephone}
    if person.user is not None:
        words |= {person.user.name, person.user.email}
    erased = people.erase(person=person, by=by, at=at)
    plain = {_plain(word) for word in words} - {""}
    _remove_workbooks(_forget(plain) | _brought(erased), plain, by=by, at=at)
    return erased


def _forget(words: Collection[str]) -> set[int]:
    """Cells that say one of the words are emptied, in every row of every import: of which ones."""
    found: set[int] = set()
    for model, source, columns in PLACES:
        rows = model._default_manager.only("pk", source, *columns).iterator(BATCH)
        changed = [row for row in rows if _empty(row, columns, words)]
        model._default_manager.bulk_update(changed, columns, batch_size=BATCH)
        found |= {getattr(row, source) for row in changed}
    return found


def _brought(person: Person) -> set[int]:
    """The imports that wrote the person's record, whatever name it has had since."""
    effects = ImportEffect.objects.filter(kind="person", target=person.pk)
    return set(effects.values_list("source_id", flat=True))


def _remove_workbooks(
    imports: Collection[int], words: Collection[str], *, by: User | None, at: dt.datetime
) -> None:
    """The stored workbooks themselves, in which the person stands."""
    for source in Import.objects.filter(pk__in=imports).select_related("file").order_by("pk"):
        file = source.file
        files.remove_content(file=file, by=by, at=at)
        if any(_says(_plain(Path(file.name).stem), word) for word in words):
            file.name = f"{source.pk}{Path(file.name).suffix}"
            file.save(update_fields=["name"])


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
