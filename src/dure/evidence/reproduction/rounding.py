"""To the printed precision: half up, as the paper does (``habits`` shows that it does)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation

HABITS = {"half up": ROUND_HALF_UP, "half to even": ROUND_HALF_EVEN, "cut off": ROUND_DOWN}


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def as_printed(value: Decimal, printed: Decimal, habit: str = ROUND_HALF_UP) -> Decimal:
    """``value`` with as many decimals as ``printed`` shows."""
    exponent = printed.as_tuple().exponent
    places = Decimal(1).scaleb(min(int(exponent), 0))
    return value.quantize(places, rounding=habit)


def tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def habits(pairs: Iterable[tuple[Decimal, Decimal]]) -> dict[str, int]:
    """How many printed figures each way of rounding gives."""
    found = list(pairs)
    return {
        name: sum(as_printed(value, printed, habit) == printed for printed, value in found)
        for name, habit in HABITS.items()
    }


def totals_that_fit(parts: Iterable[tuple[Decimal, Decimal]]) -> range:
    """Every whole number that the counts must have been divided by to give the printed per cents.

    ``(54, 3.1)`` is 54 firms printed as 3.1 %: the total is above 5400/3.15, at most 5400/3.05.
    """
    lowest, highest = 1, 10**9
    for count, printed in parts:
        half = Decimal(1).scaleb(int(printed.as_tuple().exponent)) / 2
        lowest = max(lowest, int(count * 100 / (printed + half)) + 1)
        if printed > half:
            highest = min(highest, int(count * 100 / (printed - half)))
    return range(lowest, highest + 1)
