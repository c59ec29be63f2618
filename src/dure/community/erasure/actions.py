"""Erasing a person wherever the community knows them: their record, and rows of imports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model

from dure.community.disclosure import queries as disclosure
from dure.community.disclosure.queries import Carried
from dure.community.import_rows.models import Import, ImportEffect, ImportRow
from dure.community.people import actions as people
from dure.community.workbooks.cells import digits
from dure.community.workbooks.headings import Field
from dure.core.files import actions as files

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.people.models import Person

SHORT = 2  # a name so short is erased where it stands alone: 김구 is no part of 김구상사
PERSONAL = ("name_ko", "name_en", "email", "telephone")
KNOWN_BY = (Field.PERSON, Field.CEO, Field.MOBILE, Field.EMAIL)
NUMBER = re.compile(r"[+(]?\d[\d\s().\u2010-\u2015-]{6,}\d")
MOST_DIGITS = 12
LEAST_DIGITS = 8  # of a telephone number, without the nought in front
CUT_OFF = 60  # as long a text may have lost its end
PLACES: list[tuple[type[Model], str, tuple[str, ...]]] = [  # what imports keep of the workbook
    (Import, "id", ("samples", "rows_left_out")),
    (ImportRow, "source_id", ("raw", "values", "changes", "problems", "candidates")),
    (ImportEffect, "source_id", ("old", "new", "made")),
]
BATCH = 500


@transaction.atomic
def erase(*, person: Person, by: User | None, at: dt.datetime) -> Person:
    """Forget a person: see ``people.actions.erase``; what was read from workbooks goes too."""
    carried = disclosure.carried(person)
    words = {person.name_ko, person.name_en, person.email, person.telephone}
    if person.user is not None:
        words |= {person.user.name, person.user.email}
    words |= _said_by_imports(person, carried)
    erased = people.erase(person=person, by=by, at=at)
    traces = _Traces(words)
    imports = {one.row.source_id for one in carried} | _brought(erased)
    _empty_rows(carried, person)
    _remove_workbooks(imports | _forget(traces), traces, by=by, at=at)
    return erased


class _Traces:
    """What the person is known by, looked for however it was typed."""

    def __init__(self, words: Collection[str]) -> None:
        plain = {_plain(word) for word in words} - {""}
        bare = {word.lstrip("0") for word in plain if word.isdecimal()}
        self.telephones = {number for number in bare if len(number) >= LEAST_DIGITS}
        self.words = plain

    def are_in(self, text: str) -> bool:
        plain = _plain(text)
        return (
            any(_says(plain, word) for word in self.words)
            or (_may_be_cut_off(text) and any(_begins(plain, word) for word in self.words))
            or (bool(self.telephones) and self._is_called(text))
        )

    def _is_called(self, text: str) -> bool:
        """Excel takes the nought away, people write +82, points and brackets."""
        for found in NUMBER.findall(text):
            number = digits(found).removeprefix("00").removeprefix("82").lstrip("0")
            if number in self.telephones:
                return True
            if len(number) > MOST_DIGITS and any(one in number for one in self.telephones):
                return True  # several, with nothing between them
        return False


def _said_by_imports(person: Person, carried: Collection[Carried]) -> set[str]:
    """Names, addresses and numbers that workbooks gave the person, though they changed since."""
    words = {said for one in carried for name, said in one.every.items() if name in KNOWN_BY}
    effects = ImportEffect.objects.filter(kind="person", target=person.pk)
    for effect in effects:
        words |= {effect.old, effect.new, *(effect.made.get(name, "") for name in PERSONAL)}
    return {word for word in words if len(_plain(word)) >= SHORT}


def _empty_rows(carried: Collection[Carried], person: Person) -> None:
    """The cells about the person, the position too; titles of posts that an import gave."""
    for one in carried:
        _empty_samples(one)
        for name in one.fields:
            one.row.raw.pop(name, None)
            one.row.values.pop(name, None)
    ImportRow.objects.bulk_update([one.row for one in carried], ["raw", "values"], BATCH)
    posts = ImportEffect.objects.filter(kind="post", target__in=person.posts.values("pk"))
    given = [effect for effect in posts if effect.made.pop("title", "")]
    ImportEffect.objects.bulk_update(given, ["made"], BATCH)


def _empty_samples(one: Carried) -> None:
    """The sample row that says one of these is emptied, the columns left out too."""
    source = Import.objects.get(pk=one.row.source_id)
    said = set(one.said.values())
    told = {i for *_, cells in source.samples for i, cell in enumerate(cells) if cell in said}
    source.samples = [
        [column, heading, ["" if i in told else cell for i, cell in enumerate(cells)]]
        for column, heading, cells in source.samples
    ]
    source.save(update_fields=["samples"])


def _forget(traces: _Traces) -> set[int]:
    """Cells that hold a trace are emptied, in every row of every import: of which ones."""
    found: set[int] = set()
    for model, source, columns in PLACES:
        rows = model._default_manager.only("pk", source, *columns).iterator(BATCH)
        changed = [row for row in rows if _empty(row, columns, traces)]
        model._default_manager.bulk_update(changed, columns, batch_size=BATCH)
        found |= {getattr(row, source) for row in changed}
    return found


def _brought(person: Person) -> set[int]:
    """The imports that wrote the person's record, whatever name it has had since."""
    effects = ImportEffect.objects.filter(kind="person", target=person.pk)
    return set(effects.values_list("source_id", flat=True))


def _remove_workbooks(
    imports: Collection[int], traces: _Traces, *, by: User | None, at: dt.datetime
) -> None:
    """The stored workbooks themselves, in which the person stands."""
    for source in Import.objects.filter(pk__in=imports).select_related("file").order_by("pk"):
        file = source.file
        files.remove_content(file=file, by=by, at=at)
        if traces.are_in(Path(file.name).stem):
            file.name = f"{source.pk}{Path(file.name).suffix}"
            file.save(update_fields=["name"])


def _empty(row: Any, columns: Collection[str], traces: _Traces) -> bool:
    is_changed = False
    for column in columns:
        before = getattr(row, column)
        after = _without(before, traces)
        if after != before:
            setattr(row, column, after)
            is_changed = True
    return is_changed


def _without(value: Any, traces: _Traces) -> Any:
    if isinstance(value, dict):
        return {key: _without(part, traces) for key, part in value.items()}
    if isinstance(value, list):
        return [_without(part, traces) for part in value]
    return "" if isinstance(value, str) and traces.are_in(value) else value


def _says(text: str, word: str) -> bool:
    return text == word or (len(word) > SHORT and word in text)


def _may_be_cut_off(text: str) -> bool:
    return text.endswith("…") or len(text) == CUT_OFF


def _begins(text: str, word: str) -> bool:
    """Whether the word begins at the end of the text, which was cut off there."""
    end = text.removesuffix("…")
    return any(end.endswith(word[:n]) for n in range(SHORT, len(word)))


def _plain(text: str) -> str:
    """As it is compared: without case, spaces and hyphens, which people write as they like."""
    return re.sub(r"[\s-]", "", text).casefold()
