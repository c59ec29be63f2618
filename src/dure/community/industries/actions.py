from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator
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
    """Every line of the classification that is not there yet; how many that were."""
    known = {industry.key: industry for industry in Industry.objects.all()}
    missing = [line for line in _lines() if line.key not in known]
    for level in range(1, LEAF + 1):
        made = Industry.objects.bulk_create(
            _industry(line, known) for line in missing if len(line.code) == level
        )
        known |= {industry.key: industry for industry in made}
    new = [known[line.key] for line in missing]
    search.index(*new)
    for revision, count in sorted(Counter(industry.revision for industry in new).items()):
        first = next(industry for industry in new if industry.revision == revision)
        audit.record("industry.loaded", first, by=by, at=at, revision=revision, rows=count)
    return len(missing)


def _lines() -> Iterator[Line]:
    source = resources.files("dure.community.industries") / "data" / "ksic.csv"
    with source.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield Line(
                int(row["revision"]), row["code"], row["parent"], row["name_ko"], row["name_en"]
            )


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
