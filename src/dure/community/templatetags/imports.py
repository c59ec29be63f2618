"""What the pages of an import print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dure.community.import_rows.models import ENTERED, Import, ImportRow, RowState
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
    """Old and new of what differs; a kind in its word."""
    kinds = dict(OrganisationKind.choices)
    return [
        Changed(
            COLUMN_LABELS[column.removeprefix("person.")],
            str(kinds.get(old, old)) if column == "kind" else old,
            str(kinds.get(new, new)) if column == "kind" else new,
        )
        for column, old, new in row.changes
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
def hidden_sheets(source: Import) -> list[str]:
    return [name for name, is_hidden in source.sheets if is_hidden]
