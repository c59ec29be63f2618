"""What the pages of an import print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dure.community.import_rows.models import ENTERED, Import, ImportEffect, ImportRow, RowState
from dure.community.import_rows.queries import COLUMN_LABELS
from dure.community.organisations.models import OrganisationKind

register = template.Library()

COLOURS = {
    RowState.NEW: "act",
    RowState.MATCHED: "good",
    RowState.CHOOSE: "warn",
    RowState.ERROR: "bad",
}
ADDS = {
    "organisation": _("an organisation"),
    "person": _("a person"),
    "post": _("a post"),
    "membership": _("a membership"),
    "size": _("the size class"),
    "industry": _("the industry"),
}
LEFT_OUT = {
    "total": ngettext_lazy("%(n)d row of totals", "%(n)d rows of totals", "n"),
    "blank": ngettext_lazy("%(n)d row without content", "%(n)d rows without content", "n"),
    "heading": ngettext_lazy("%(n)d repeated heading", "%(n)d repeated headings", "n"),
    "note": ngettext_lazy("%(n)d note", "%(n)d notes", "n"),
    "hidden": ngettext_lazy(
        "%(n)d hidden row, which is read", "%(n)d hidden rows, which are read", "n"
    ),
}


TAKEN_FOR = {"total": _("totals"), "heading": _("repeated heading"), "note": _("note")}


@dataclass(frozen=True)
class LeftOut:
    number: int
    why: str
    text: str


@dataclass(frozen=True)
class Counted:
    value: str
    label: Any
    n: int


@dataclass(frozen=True)
class Changed:
    label: Any
    old: str
    new: str


@register.filter
def by_state(counts: dict[str, int]) -> list[Counted]:
    """How many rows are in each state, in the order of the states."""
    return [Counted(s.value, s.label, counts[s.value]) for s in RowState if s.value in counts]


@register.filter
def to_enter(counts: dict[str, int]) -> int:
    return sum(counts.get(state.value, 0) for state in ENTERED)


@register.filter
def row_colour(row: ImportRow) -> str:
    return COLOURS.get(RowState(row.state), "")


@register.filter
def additions(row: ImportRow) -> list[str]:
    return [str(ADDS[name]) for name in dict.fromkeys(row.adds)]


@register.filter
def changed(row: ImportRow) -> list[Changed]:
    """What of the row differs from what is recorded, or fills it."""
    return _named(row.changes)


@register.filter
def left(row: ImportRow) -> list[Changed]:
    """What differs and was left as it was."""
    return _named(row.left) if row.entered_at else []


@register.filter
def corrected(effects: Iterable[ImportEffect]) -> list[Changed]:
    return _named([[effect.column, effect.old, effect.new] for effect in effects if effect.column])


@register.filter
def made(effects: Iterable[ImportEffect]) -> list[str]:
    found = dict.fromkeys(effect.kind for effect in effects if not effect.column)
    return [str(ADDS[kind]) for kind in found]


@register.filter
def standing(row: ImportRow) -> list[ImportEffect]:
    """What the row wrote and what was not taken back."""
    return [effect for effect in row.effects.all() if effect.undone_at is None]


@register.filter
def taken_back(row: ImportRow) -> list[ImportEffect]:
    return [effect for effect in row.effects.all() if effect.undone_at is not None]


def _named(changes: Iterable[Sequence[str]]) -> list[Changed]:
    """A kind in its word."""
    kinds = dict(OrganisationKind.choices)
    return [
        Changed(
            COLUMN_LABELS[column.removeprefix("person.")],
            str(kinds.get(old, old)) if column == "kind" else old,
            str(kinds.get(new, new)) if column == "kind" else new,
        )
        for column, old, new in changes
    ]


@register.filter
def reason(source: Import) -> str:
    """Why it cannot be read, in the reader's language."""
    told = source.reason
    return str(told.get(translation.get_language() or "", next(iter(told.values()), "")))


@register.filter
def left_out(source: Import) -> list[str]:
    return [str(LEFT_OUT[why] % {"n": n}) for why, n in source.left_out.items()]


@register.filter
def rows_left_out(source: Import) -> list[LeftOut]:
    """The rows that were taken for no member's, and for what."""
    return [LeftOut(n, str(TAKEN_FOR[why]), text) for n, why, text in source.rows_left_out]


@register.filter
def n_untold(source: Import) -> int:
    """How many more of them there are than are shown."""
    n_all = int(sum(source.left_out.get(why, 0) for why in TAKEN_FOR))
    return n_all - len(source.rows_left_out)


@register.filter
def hidden_sheets(source: Import) -> list[str]:
    return [name for name, is_hidden in source.sheets if is_hidden]
