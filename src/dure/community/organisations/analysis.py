"""Ties to arrays and back."""

from __future__ import annotations

from collections.abc import Sequence

from dure_science.regional import concentration

from .models import SupplyTie


def concentration_of_sales(ties: Sequence[SupplyTie]) -> float | None:
    """Herfindahl index over the customers whose share is known; ``None`` for fewer than two."""
    shares = [tie.share_of_sales_permille for tie in ties if tie.share_of_sales_permille]
    return concentration(shares).hhi if len(shares) > 1 else None
