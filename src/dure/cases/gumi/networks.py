"""Mini-clusters and working groups, year after year, and who leads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dure.community.groups import actions as groups
from dure.community.models import Founder, GroupKind, OfficeKind
from dure.core.precision import Precision

from .cast import Cast, noon
from .circles import all_circles
from .plan import CLUSTERS, HEIRS, MOULD, MOULD_BEFORE, YEARS, Circle, Cluster, members_at_year_end
from .rolls import Roll

if TYPE_CHECKING:
    from dure.community.models import Office

HEIR_TAKES = 0.85  # of the members of a body that ends go on in its successor
TERM = 2  # years that an office lasts
OFFICES = [(OfficeKind.CHAIR, 1), (OfficeKind.SECRETARY, 1), (OfficeKind.STEERING, 5)]


@dataclass
class Networks:
    cast: Cast
    clusters: dict[str, Roll] = field(default_factory=dict)
    circles: dict[str, Roll] = field(default_factory=dict)
    offices: dict[int, list[Office]] = field(default_factory=dict)

    def live(self, tell: Callable[[str], None]) -> None:
        sizes, circles = members_at_year_end(), all_circles()
        for year in YEARS:
            tell(f"{year}: {sum(sizes[year].values())} members")
            self._close(year)
            for cluster in CLUSTERS:
                if cluster.founded_on.year == year:
                    self._found(cluster)
                if cluster.key in sizes[year]:
                    self.clusters[cluster.key].reach(sizes[year][cluster.key], year)
            for circle in circles:
                self._live_circle(circle, year)
            if (year - YEARS[0]) % TERM == 0:
                for roll in [*self.clusters.values(), *self.circles.values()]:
                    self.elect(roll, dt.date(year, 12, 20), OFFICES)

    def elect(self, roll: Roll, on: dt.date, offices: list[tuple[OfficeKind, int]]) -> None:
        """New people in every office; nobody holds two in one group."""
        for office in self.offices.pop(roll.group.pk, []):
            groups.end_office(office=office, ends_on=on, by=self.cast.by, at=noon(on))
        wanted = offices if len(roll.circles) or len(roll.members) > 20 else offices[:2]
        people = [actor.person for actor in roll.actors()]
        chosen = iter(self.cast.random.sample(people, k=sum(n for _, n in wanted)))
        held = [
            groups.appoint(
                group=roll.group,
                person=next(chosen),
                kind=kind,
                starts_on=on,
                by=self.cast.by,
                at=noon(on),
            )
            for kind, n in wanted
            for _ in range(n)
        ]
        self.offices[roll.group.pk] = held
        roll.in_office = {office.person_id for office in held}

    def _found(self, cluster: Cluster) -> None:
        before = [self.clusters[key].group for key in MOULD_BEFORE if cluster.key == MOULD]
        group = groups.found(
            name_ko=cluster.ko,
            name_en=cluster.en,
            kind=GroupKind.MINI_CLUSTER,
            complex=self.cast.complex,
            founded_on=cluster.founded_on,
            founded_precision=cluster.known_to,
            founded_by=Founder.OFFICE,
            grew_out_of=before,
            is_synthetic=cluster.is_invented,
            by=self.cast.by,
            at=noon(cluster.founded_on),
        )
        roll = self.clusters[cluster.key] = Roll(self.cast, group, cluster.trade)
        if cluster.key == MOULD:
            for key in MOULD_BEFORE:
                self._hand_over(key, roll, cluster.founded_on)

    def _close(self, year: int) -> None:
        """Bodies that end this year without being merged into a new one."""
        for cluster in CLUSTERS:
            if (
                cluster.ended_on
                and cluster.ended_on.year == year
                and cluster.key not in MOULD_BEFORE
            ):
                self._hand_over(cluster.key, self.clusters[HEIRS[cluster.key]], cluster.ended_on)

    def _hand_over(self, key: str, heir: Roll, on: dt.date) -> None:
        roll = self.clusters.pop(key)
        self.offices.pop(roll.group.pk, None)  # they end with the group
        members = roll.close(on, known_to=_known_to(key))
        share = 0.68 if heir.group.founded_on == on else HEIR_TAKES
        for actor in members[: round(share * len(members))]:
            heir.admit(actor, on)

    def _live_circle(self, circle: Circle, year: int) -> None:
        if circle.founded_on.year == year:
            self._open_circle(circle)
        roll = self.circles.get(circle.ko)
        if roll is None:
            return
        if circle.ended_on and circle.ended_on.year == year:
            roll.close(circle.ended_on)
            self.clusters[circle.cluster].circles.remove(roll)
            self.offices.pop(roll.group.pk, None)
            del self.circles[circle.ko]
        else:
            roll.reach_from(self.clusters[circle.cluster], circle.sizes[year], year)

    def _open_circle(self, circle: Circle) -> None:
        wider = self.clusters[circle.cluster]
        group = groups.found(
            name_ko=circle.ko,
            name_en=circle.en,
            kind=GroupKind.WORKING_GROUP,
            complex=self.cast.complex,
            parent=wider.group,
            founded_on=circle.founded_on,
            founded_by=Founder.MEMBERS,
            grew_out_of=[wider.group],
            is_synthetic=True,
            by=self.cast.by,
            at=noon(circle.founded_on),
        )
        roll = self.circles[circle.ko] = Roll(self.cast, group, wider.trade)
        wider.circles.append(roll)


def _known_to(key: str) -> Precision:
    return next(cluster.known_to for cluster in CLUSTERS if cluster.key == key)
