"""The office's records of the case, read once: six queries, whatever is counted from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from dure.community.models import Complex, Descent, Group, GroupKind, Membership
from dure.creation.models import Outcome
from dure.evidence.statistics.models import Observation

from . import definition

Key = tuple[str, int, str, str, str, str, str]


@dataclass(frozen=True)
class Period:
    group: int
    starts_on: dt.date
    ends_on: dt.date | None

    def holds(self, on: dt.date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on > on)


@dataclass(frozen=True)
class Records:
    groups: list[Group]
    memberships: list[Period]
    figures: dict[Key, Decimal]
    outcomes: dict[str, Outcome]  # by the date as their source gives it
    descents: list[tuple[int, int]] = field(default_factory=list)  # ancestor, descendant

    def named(self, *names: str) -> list[Group]:
        return [group for group in self.groups if group.name_ko in names]

    def ancestors(self, group: Group) -> list[Group]:
        found = {ancestor for ancestor, descendant in self.descents if descendant == group.pk}
        return [one for one in self.groups if one.pk in found]

    def mini_clusters(self, on: dt.date) -> list[Group]:
        return self._of(GroupKind.MINI_CLUSTER, on)

    def working_groups(self, on: dt.date) -> list[Group]:
        return self._of(GroupKind.WORKING_GROUP, on)

    def mould_working_groups(self, on: dt.date) -> list[Group]:
        mould = {group.pk for group in self.named(*definition.MOULD)}
        return [group for group in self.working_groups(on) if group.parent_id in mould]

    def members(self, groups: Iterable[Group], on: dt.date) -> int:
        """Memberships that hold on the day; who is a member of two bodies counts in both."""
        wanted = {group.pk for group in groups}
        return sum(period.group in wanted and period.holds(on) for period in self.memberships)

    def figure(
        self,
        measure: str,
        year: int,
        *,
        unit: str = "count",
        coverage: str = "resident",
        industry: str = "",
        size: str = "all",
        part: str = "",
    ) -> Decimal | None:
        return self.figures.get((measure, year, unit, coverage, industry, size, part))

    def _of(self, kind: GroupKind, on: dt.date) -> list[Group]:
        return [
            group
            for group in self.groups
            if group.kind == kind
            and group.founded_on <= on
            and (group.ended_on is None or group.ended_on > on)
        ]


def read() -> Records | None:
    """The records of the case, or nothing where it is not loaded."""
    complex_ = Complex.objects.filter(name_ko=definition.COMPLEX).first()
    if complex_ is None:
        return None
    memberships = Membership.objects.filter(group__complex=complex_)
    return Records(
        groups=list(Group.objects.filter(complex=complex_).order_by("founded_on", "pk")),
        memberships=[
            Period(*row) for row in memberships.values_list("group", "starts_on", "ends_on")
        ],
        figures=_figures(complex_),
        outcomes={
            outcome.date_as_known: outcome for outcome in Outcome.objects.filter(complex=complex_)
        },
        descents=list(
            Descent.objects.filter(descendant__complex=complex_).values_list(
                "ancestor", "descendant"
            )
        ),
    )


def _figures(complex_: Complex) -> dict[Key, Decimal]:
    rows = Observation.objects.filter(
        complex=complex_, source__citation__startswith=definition.SOURCE
    ).values_list(
        "measure",
        "year",
        "unit",
        "coverage",
        "industry__name_ko",
        "size_band",
        "part__code",
        "value",
    )
    return {
        (
            measure,
            year,
            unit if unit.startswith("percent") else "count",
            coverage,
            industry or "",
            size,
            part or "",
        ): value
        for measure, year, unit, coverage, industry, size, part, value in rows
    }
