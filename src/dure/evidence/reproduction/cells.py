"""A place in the paper, and what was computed for it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Value = Decimal | str | None


class Basis(StrEnum):
    RECORDS = "records"  # counted from the office's own records
    COUNTS = "counts"  # computed from counts that were published
    SHARES = "shares only"  # no count was ever published: checked, not computed


class Cell(NamedTuple):
    table: str
    row: str
    column: str


class Computed(NamedTuple):
    value: Value
    basis: Basis
    note: str = ""
    is_kept: bool = False  # entered from where it is printed: agreeing shows nothing more


Found = dict[Cell, Computed]
