"""What the paper prints. Only the comparison reads this; nothing that computes may."""

from __future__ import annotations

import csv
from pathlib import Path

from dure.evidence.reproduction.cells import Cell

DATA = Path(__file__).parent / "data" / "printed.csv"


def printed() -> dict[Cell, str]:
    """Every figure as printed, in the paper's order; "" where it is not legible or not given."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {
            Cell(row["table"], row["row"], row["column"]): row["published"]
            for row in csv.DictReader(file)
        }
