"""What a location quotient compares with: the same figures of all complexes together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dure.community.models import Complex

from .models import SHARES, Observation, SizeBand, Source
from .queries import Breakdown, Figures, Key

AN_AREA = 2  # complexes: one alone is compared with nothing


@dataclass(frozen=True)
class Reference:
    """One figure a complex and industry: what that complex's own page would show."""

    year: int
    figures: list[Observation]

    @property
    def complexes(self) -> list[Complex]:
        return list({row.complex_id: row.complex for row in self.figures}.values())

    @property
    def sources(self) -> list[Source]:
        return list({row.source_id: row.source for row in self.figures}.values())

    @property
    def is_area(self) -> bool:
        return len(self.complexes) >= AN_AREA

    @property
    def is_synthetic(self) -> bool:
        return any(source.is_synthetic for source in self.sources)

    @property
    def sums(self) -> Mapping[Key, Decimal]:
        found: dict[Key, Decimal] = {}
        for row in self.figures:
            found[row.industry_id or 0] = found.get(row.industry_id or 0, Decimal()) + row.value
        return found


def reference(figures: Figures) -> Reference | None:
    """Of the industries, year and coverage shown; real complexes among real ones alone."""
    by_industry = figures.choice.by is Breakdown.INDUSTRY
    if not by_industry or figures.is_spanning or figures.unit in {None, *SHARES}:
        return None
    own = figures.choice.complex
    rows = (
        Observation.objects.filter(
            measure=figures.choice.measure,
            unit=figures.unit,
            year=figures.year,
            first_year=None,
            coverage=figures.coverage,
            size_band=SizeBand.ALL,
            part=None,
            industry__isnull=False,
        )
        .exclude(complex=own)
        .select_related("complex", "source")
        .order_by("complex", "pk")
    )
    if not own.is_synthetic:
        rows = rows.filter(complex__is_synthetic=False, source__is_synthetic=False)
    last = {(row.complex_id, row.industry_id): row for row in rows}
    others = [row for row in last.values() if not row.is_order_of_magnitude]
    ours = [row for key, row in figures.now.items() if key in figures.comparable]
    for row in ours:
        row.complex = own
    return Reference(figures.year, [*ours, *others])
