"""Finds rows by any part of a name: ``search.matching(Organisation.objects.visible_to(user), "ㄱ형")``.

The runs of three characters that the searched text has to hold give the candidates, out of an
index; then each candidate's name is compared as a whole, so nothing else is found. Where each of
those runs stands in very many names, all names are compared: in one go that is faster.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, TypeVar, overload

from django.db import connection
from django.db.models import Model, Q, QuerySet

from . import hangul
from .models import SearchGram, SearchName

Row = TypeVar("Row", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])
Range = tuple[int, int]

MOST_RANGES = 12
COMMON = 20  # a run is common that one name in so many holds, and that more than FEW hold
FEW = 100


@overload
def matching(rows: Rows, text: str) -> Rows: ...


@overload
def matching(rows: type[Row], text: str) -> QuerySet[Row]: ...


def matching(rows: QuerySet[Any] | type[Model], text: str) -> QuerySet[Any]:
    """The rows one of whose names holds ``text``; all of them when it is empty.

    A consonant alone stands for every syllable that begins with it. One query at once (which
    run is rarest, and whether even that is common), the rest when the answer is read.
    """
    found = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    wanted = hangul.normal(text)
    if not wanted:
        return found
    names = SearchName.objects.filter(_holds(wanted), owner=found.model._meta.label_lower)
    if rarest := _rarest(_ranges(wanted)):
        candidates = SearchGram.objects.filter(code__gte=rarest[0], code__lte=rarest[1])
        names = names.filter(pk__in=candidates.values("name_id"))
    return found.filter(pk__in=names.values("owner_id"))


def _holds(wanted: str) -> Q:
    """The name compared as a whole."""
    if not any(map(hangul.is_initial, wanted)):
        return Q(text__contains=wanted)
    if wanted == hangul.initials(wanted):
        return Q(initials__contains=wanted)
    alike = Q(initials__contains=hangul.initials(wanted))  # far quicker than the expression
    return alike & Q(text__regex="".join(map(_pattern, wanted)))


def _pattern(char: str) -> str:
    if not hangul.is_initial(char):
        return re.escape(char)
    first, last = hangul.syllables_of(char)
    return f"[{char}{first}-{last}]"


def _ranges(wanted: str) -> list[Range]:
    """Where the index holds runs that every name in question has."""
    if not any(map(hangul.is_initial, wanted)):
        return _runs(wanted)
    whole = ["".join(run) for bare, run in groupby(wanted, hangul.is_initial) if not bare]
    return [*_runs(hangul.initials(wanted)), *(part for run in whole for part in _runs(run))]


def _runs(text: str) -> list[Range]:
    last = max(len(text) - hangul.GRAM, 0)
    return [hangul.gram_range(text[i : i + hangul.GRAM]) for i in range(last + 1)]


def _rarest(ranges: list[Range]) -> Range | None:
    """The run that the fewest names hold, or none where even that one is common.

    Counting stops where a run is common.
    """
    ranges = ranges[:MOST_RANGES]
    grams = connection.ops.quote_name(SearchGram._meta.db_table)
    names = connection.ops.quote_name(SearchName._meta.db_table)
    common = f"SELECT COALESCE(MAX(id), 0) / {COMMON} + {FEW} FROM {names}"  # noqa: S608 - ours
    held = f"SELECT 1 FROM {grams} WHERE code BETWEEN %s AND %s LIMIT ({common})"  # noqa: S608 - ours
    one = f"SELECT %s, COUNT(*) FROM ({held}) AS held"  # noqa: S608 - ours
    numbered = [value for i, (low, high) in enumerate(ranges) for value in (i, low, high)]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([*[one] * len(ranges), f"SELECT -1, ({common})"]), numbered
        )
        counts = {int(number): int(names) for number, names in cursor.fetchall()}
    rarest = min(range(len(ranges)), key=counts.__getitem__)
    return ranges[rarest] if counts[rarest] < counts[-1] else None
