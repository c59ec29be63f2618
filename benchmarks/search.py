"""Finding names: how long the first page of a list takes, with its count.

Peer: ``LIKE '%…%'`` over the same names, on the same database, in the same run; for initial
consonants over a column that holds them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter

from django.db import connection
from django.db.models import Q, QuerySet

from benchmarks import Figure, milliseconds
from dure.community.models import Organisation, OrganisationKind
from dure.core.search import actions, hangul, queries
from dure.core.search.models import SearchName

SIZES = (10_000, 100_000)
TEXTS = ("금형", "정밀금형", "ㄱㅎ", "ㅈㅁㄱㅎ", "없는이름")  # common to rare
PAGE = 50
BATCH = 5_000
TIMES = 7
SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4, 28)] + list("구미대정한국신성동양세일우진")
ENDINGS = (
    *("산업", "정밀", "테크", "전자", "화학", "(주)", " 주식회사", "기계", "소재", "정보통신"),
    *("금형", "정밀금형"),
)


def figures() -> Iterator[Figure]:
    for size in SIZES:
        yield _filled(size)
        for text in TEXTS:
            own = partial(_first_page, partial(queries.matching, Organisation, text))
            like = partial(_first_page, partial(_by_like, text))
            what = f"{text} in {size:,} names"
            yield Figure(what, milliseconds(own, TIMES), "ms", "LIKE", milliseconds(like, TIMES))


def _filled(size: int) -> Figure:
    """Names until there are so many, and what indexing them cost."""
    chance = random.Random(size)  # noqa: S311 - the same names on every run
    missing = size - Organisation.objects.count()
    spent_rows = spent_index = 0.0
    for start in range(0, missing, BATCH):
        new = [_organisation(chance) for _ in range(min(BATCH, missing - start))]
        began = perf_counter()
        made = Organisation.objects.bulk_create(new)
        written = perf_counter()
        actions.index(*made)
        spent_rows += written - began
        spent_index += perf_counter() - written
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Figure(
        f"names indexed, up to {size:,}",
        missing / spent_index,
        "/s",
        "the bare rows",
        missing / spent_rows,
    )


def _organisation(chance: random.Random) -> Organisation:
    name = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) + chance.choice(ENDINGS)
    return Organisation(name_ko=name, kind=OrganisationKind.FIRM)


def _by_like(text: str) -> QuerySet[Organisation]:
    if text != hangul.initials(hangul.normal(text)):
        return Organisation.objects.filter(Q(name_ko__contains=text) | Q(name_en__contains=text))
    held = SearchName.objects.filter(initials__contains=hangul.normal(text))
    return Organisation.objects.filter(pk__in=held.values("owner_id"))


def _first_page(found: Callable[[], QuerySet[Organisation]]) -> None:
    rows = found()
    rows.count()
    list(rows.order_by("name_ko", "pk")[:PAGE])
