"""What an import wrote, what undoing it would do, and what it left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from dure.community.import_rows.models import Import, ImportEffect, ImportRow, Status
from dure.community.import_rows.queries import COLUMN_LABELS, written
from dure.community.organisations.models import Organisation
from dure.community.withdrawal.queries import WHY, judge

if TYPE_CHECKING:
    from dure.accounts.models import User

LABELS = {
    "membership": _("Memberships"),
    "post": _("Posts"),
    "size": _("Size classes"),
    "industry": _("Industries"),
    "person": _("People"),
    "organisation": _("Organisations"),
}


@dataclass(frozen=True)
class Result:
    """What a confirmed import wrote, and how many fields that differ it left as they were."""

    made: list[tuple[Any, int]]
    n_changed: int
    n_left: int


def result(source: Import) -> Result | None:
    """Two queries, none before it was written."""
    if source.status not in (Status.WRITTEN, Status.UNDONE):
        return None
    effects = source.effects.order_by().values_list("kind", "column").annotate(n=Count("pk"))
    made: dict[str, int] = {}
    n_changed = 0
    for kind, column, n in effects:
        if column:
            n_changed += n
        else:
            made[kind] = made.get(kind, 0) + n
    entered = source.rows.filter(entered_at__isnull=False)
    differing = entered.exclude(changes=[]).prefetch_related("effects")
    n_left = sum(len(row.left) for row in differing)
    in_order = [(label, made[kind]) for kind, label in reversed(LABELS.items()) if kind in made]
    return Result(in_order, n_changed, n_left)


@dataclass(frozen=True)
class Kept:
    """What an undo leaves, and why."""

    row: ImportRow
    kind: str
    column: str
    why: Any


@dataclass(frozen=True)
class Outlook:
    """What an undo would do: how many of each kind, and what it would leave."""

    removed: list[tuple[Any, int]]
    n_restored: int
    kept: list[Kept]
    n_kept: int


MOST_KEPT = 100


def outlook(source: Import) -> Outlook:
    """A fixed number of queries; it looks at every record that the import wrote."""
    effects = list(source.effects.filter(undone_at=None, kept="").order_by("pk"))
    verdict = judge(written(effects))
    removed = [(LABELS[kind], len(found)) for kind, found in verdict.remove.items() if found]
    left = [effect for effect in effects if effect.pk in verdict.kept]
    for effect in left:
        effect.kept = verdict.kept[effect.pk]
    rows = ImportRow.objects.in_bulk({effect.row_id for effect in left[:MOST_KEPT]})
    kept_first = [_kept(effect, rows[effect.row_id]) for effect in left[:MOST_KEPT]]
    return Outlook(removed, len(verdict.restore), kept_first, len(left))


def kept(source: Import) -> list[Kept]:
    """What the undo that was done has left. One query, none before."""
    if source.undone_at is None:
        return []
    effects = source.effects.exclude(kept="").select_related("row").order_by("row__number", "pk")
    return [_kept(effect, effect.row) for effect in effects[:MOST_KEPT]]


def _kept(effect: ImportEffect, row: ImportRow) -> Kept:
    column = COLUMN_LABELS.get(effect.column, "")
    return Kept(row, str(LABELS[effect.kind]), str(column), WHY[effect.kept])


def candidates(row: ImportRow, *, reader: User) -> list[Organisation]:
    """Whom the row may mean; ``is_confided`` where the reader may see the address. One query."""
    found = Organisation.objects.filter(pk__in=row.candidates).select_related("complex")
    confided = Organisation.objects.confided_to(reader).filter(pk=OuterRef("pk"))
    return list(found.annotate(is_confided=Exists(confided)).order_by("name_ko"))
