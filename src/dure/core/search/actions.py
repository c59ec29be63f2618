"""Called by every action that writes a name, inside its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import connection, transaction

from . import hangul
from .models import SearchGram, SearchName

if TYPE_CHECKING:
    from django.db.models import Model

NAMES = ("name_ko", "name_en")
BATCH = 2_000
MANY = 1_500  # names written at once, of which PostgreSQL should know before it plans a search


@transaction.atomic
def index(*things: Model) -> None:
    """Rows of one table are found by the names they have now, and by no other."""
    for thing in things[:1]:
        owner = thing._meta.label_lower
        wanted = {(row.pk, text) for row in things for text in _names(row)}
        written = SearchName.objects.filter(owner=owner, owner_id__in=[row.pk for row in things])
        known = {(name.owner_id, name.text): name.pk for name in written}
        stale = [pk for key, pk in known.items() if key not in wanted]
        if stale:
            SearchName.objects.filter(pk__in=stale).delete()
        _write(owner, wanted - known.keys())


def forget(*things: Model) -> None:
    """Rows of one table are no longer found by any name."""
    for thing in things[:1]:
        pks = [row.pk for row in things]
        SearchName.objects.filter(owner=thing._meta.label_lower, owner_id__in=pks).delete()


def rebuild(model: type[Model]) -> int:
    """Every name of a table anew, in batches of their own; safe to stop and to run again."""
    gone = SearchName.objects.filter(owner=model._meta.label_lower).exclude(
        owner_id__in=model._default_manager.values("pk")
    )
    gone.delete()
    n_rows, last = 0, 0
    while rows := list(model._default_manager.filter(pk__gt=last).order_by("pk")[:BATCH]):
        index(*rows)
        n_rows, last = n_rows + len(rows), rows[-1].pk
    return n_rows


def _names(thing: Model) -> Iterable[str]:
    texts = (hangul.normal(getattr(thing, column, "")) for column in NAMES)
    return {text for text in texts if text}


def _write(owner: str, wanted: set[tuple[int, str]]) -> None:
    names = SearchName.objects.bulk_create(
        [
            SearchName(owner=owner, owner_id=pk, text=text, initials=hangul.initials(text))
            for pk, text in sorted(wanted)
        ]
    )
    grams = {
        (code, name.pk)
        for name in names
        for code in hangul.grams(name.text) | hangul.grams(name.initials)
    }
    _write_grams(sorted(grams))
    if len(names) >= MANY and connection.vendor == "postgresql":
        _measure()


def _write_grams(grams: list[tuple[int, int]]) -> None:
    """Hundreds of thousands for an import: as the database takes them fastest."""
    table = connection.ops.quote_name(SearchGram._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # many single inserts take five times as long
            columns = [f"{{{','.join(map(str, column))}}}" for column in zip(*grams, strict=True)]
            source = "SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
            insert = f"INSERT INTO {table} (code, name_id) {source}"
            cursor.execute(insert, columns or ["{}", "{}"])
        else:  # three times as fast as bulk_create
            insert = f"INSERT INTO {table} (code, name_id) VALUES (%s, %s)"  # noqa: S608 - ours
            cursor.executemany(insert, grams)


def _measure() -> None:
    """Have PostgreSQL count the tables now: without that it compares every pair of rows.

    It would do so by itself a minute after the commit, and never for what is not committed yet.
    """
    tables = (SearchName._meta.db_table, SearchGram._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")
