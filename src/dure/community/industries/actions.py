from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from django.db import transaction

from dure.core.audit import actions as audit
from dure.core.search import actions as search

from .models import LEAF, Industry

if TYPE_CHECKING:
    from dure.accounts.models import User

Key = tuple[int, str]
BATCH = 500


@dataclass(frozen=True)
class Line:
    revision: int
    code: str
    parent: str
    name_ko: str
    name_en: str

    @property
    def key(self) -> Key:
        return self.revision, self.code


@transaction.atomic
def load(*, by: User | None, at: dt.datetime) -> int:
    """Every line of the classification that is not there yet; how many that were.

    Lines that are there get the English name of the file where they have another or none.
    """
    known = {industry.key: industry for industry in Industry.objects.all()}
    lines = list(_lines())
    renamed = _rename([line for line in lines if line.key in known], known)
    missing = [line for line in lines if line.key not in known]
    for level in range(1, LEAF + 1):
        made = Industry.objects.bulk_create(
            _industry(line, known) for line in missing if len(line.code) == level
        )
        known |= {industry.key: industry for industry in made}
    new = [known[line.key] for line in missing]
    search.index(*renamed, *new)
    _record("industry.loaded", new, by=by, at=at)
    _record("industry.named", renamed, by=by, at=at)
    return len(missing)


def _rename(lines: Iterable[Line], known: dict[Key, Industry]) -> list[Industry]:
    stale = [line for line in lines if known[line.key].name_en != line.name_en]
    for line in stale:
        known[line.key].name_en = line.name_en
    renamed = [known[line.key] for line in stale]
    Industry.objects.bulk_update(renamed, ["name_en"], batch_size=BATCH)
    return renamed


def _record(deed: str, lines: list[Industry], *, by: User | None, at: dt.datetime) -> None:
    """One row of the audit for each revision, at its first line."""
    for revision, count in sorted(Counter(line.revision for line in lines).items()):
        first = next(line for line in lines if line.revision == revision)
        audit.record(deed, first, by=by, at=at, revision=revision, rows=count)


def _lines() -> Iterator[Line]:
    english = {row["name_ko"]: row["name_en"] for row in _rows("ksic_en.csv")}
    for row in _rows("ksic.csv"):
        name = row["name_ko"]
        yield Line(int(row["revision"]), row["code"], row["parent"], name, english[name])


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    source = resources.files("dure.community.industries") / "data" / file_name
    with source.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _industry(line: Line, known: dict[Key, Industry]) -> Industry:
    parent = known.get((line.revision, line.parent))
    return Industry(
        revision=line.revision,
        code=line.code,
        level=len(line.code),
        section=parent.section if parent else line.code,
        name_ko=line.name_ko,
        name_en=line.name_en,
        parent=parent,
    )
