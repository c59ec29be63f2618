"""Tables 7 and 8: counted from groups and memberships on 31 December."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.community.models import Founder, Group, GroupKind
from dure.evidence.reproduction import definition
from dure.evidence.reproduction.cells import Basis, Cell, Computed, Found, Value
from dure.evidence.reproduction.definition import year_end
from dure.evidence.reproduction.queries import Records

from .arithmetic import percent

BODIES = {
    "industrial design and mould mini-cluster": (definition.BEFORE_THE_MERGER[0], 2005),
    "materials-parts-assembly mini-cluster": (definition.BEFORE_THE_MERGER[1], 2005),
    "parts-materials-mould mini-cluster": (definition.AFTER_THE_MERGER, definition.MERGER),
    "joint-work company": (definition.COMPANY, definition.LAST_YEAR),
    "association": (definition.ASSOCIATION, definition.LAST_YEAR),
    "cooperative park": (definition.PARK, definition.LAST_YEAR),
    "cooperative": (definition.COOPERATIVE, definition.LAST_YEAR),
}

LEGAL_FORMS = {
    GroupKind.MINI_CLUSTER: "programme network",
    GroupKind.WORKING_GROUP: "informal group",
    GroupKind.COUNCIL: "council",
    GroupKind.COMPANY: "company",
    GroupKind.ASSOCIATION: "incorporated association",
    GroupKind.PARK: "park",
    GroupKind.COOPERATIVE: "cooperative",
}
ORIGINS = {  # in the order in which the paper names two
    GroupKind.MINI_CLUSTER: "mini-cluster",
    GroupKind.COMPANY: "joint-work company",
    GroupKind.WORKING_GROUP: "working group",
    GroupKind.ASSOCIATION: "association",
    GroupKind.PARK: "park",
}


def compute(records: Records) -> Found:
    return (
        dict(_working_groups_of_2007(records))
        | dict(_mini_clusters(records))
        | dict(_working_groups(records))
        | dict(_bodies(records))
    )


def _counted(value: object, note: str = "") -> Computed:
    found: Value = Decimal(value) if isinstance(value, int) else value  # type: ignore[assignment]
    return Computed(found, Basis.RECORDS, note)


def _working_groups_of_2007(records: Records) -> Iterator[tuple[Cell, Computed]]:
    on = year_end(2007)
    sizes = sorted(
        (records.members([group], on) for group in records.mould_working_groups(on)), reverse=True
    )
    by_size = _("The largest first: the paper's names are not legible.")
    for n, size in enumerate(sizes, start=1):
        row = f"working group {n}"
        yield Cell("table 7", row, "name"), _counted(None)
        yield Cell("table 7", row, "members"), _counted(size, by_size)


def _mini_clusters(records: Records) -> Iterator[tuple[Cell, Computed]]:
    for year in definition.YEARS:
        clusters = records.mini_clusters(year_end(year))
        mould = [cluster for cluster in clusters if cluster.name_ko in definition.MOULD]
        everybody = records.members(clusters, year_end(year))
        members = records.members(mould, year_end(year))
        note = _("The two mini-clusters that merged in 2007.") if len(mould) > 1 else ""
        row = str(year)
        yield Cell("table 8", row, "mini_clusters"), _counted(len(clusters))
        yield Cell("table 8", row, "mould_members"), _counted(members, note)
        yield Cell("table 8", row, "all_members"), _counted(everybody)
        yield Cell("table 8", row, "mould_share_pct"), _counted(percent(members, everybody))


def _working_groups(records: Records) -> Iterator[tuple[Cell, Computed]]:
    for row, year in definition.WORKING_GROUP_ROWS.items():
        on, note = year_end(year), ""
        if row in definition.ASSUMED:
            note = _("The year is not legible; %(year)s is assumed.") % {"year": year}
            yield Cell("table 8", row, "year"), _counted(None, note)
        groups, mould = records.working_groups(on), records.mould_working_groups(on)
        everybody, some = records.members(groups, on), records.members(mould, on)
        for column, value in (
            ("working_groups", len(groups)),
            ("mould_working_groups", len(mould)),
            ("mould_participants", some),
            ("all_participants", everybody),
            ("mould_participants_pct", percent(some, everybody)),
        ):
            yield Cell("table 8", row, column), _counted(value, note)


def _bodies(records: Records) -> Iterator[tuple[Cell, Computed]]:
    for row, (name, year) in BODIES.items():
        yield from _body(row, records.named(name), year_end(year), records)
    on = year_end(definition.MERGER)
    yield from _body("mould working groups", records.mould_working_groups(on), on, records)
    mould = {group.pk for group in records.named(*definition.MOULD)}
    circles = [group for group in records.groups if group.parent_id in mould]
    year = definition.MERGER + 1
    for column, days in (
        ("dissolved", [group.ended_on for group in circles]),
        ("added", [group.founded_on for group in circles]),
    ):
        n = sum(day is not None and day.year == year for day in days)
        yield Cell("table 8", f"mould working groups {year}", column), _counted(n)


def _body(
    row: str, groups: list[Group], on: dt.date, records: Records
) -> Iterator[tuple[Cell, Computed]]:
    first = min(groups, key=lambda group: group.founded_on, default=None)
    if first is None:
        return
    yield Cell("table 8", row, "founded"), _counted(first.founded_on.year)
    if len(groups) == 1 and first.ended_on:
        yield Cell("table 8", row, "ended"), _counted(first.ended_on.year)
    yield Cell("table 8", row, "legal_form"), _counted(_legal_form(first))
    yield Cell("table 8", row, "grew_out_of"), _counted(_origin(first, records))
    yield Cell("table 8", row, "founded_by"), _counted(str(first.founded_by))
    counted = _("Members on %(day)s.") % {"day": on.isoformat()}
    yield Cell("table 8", row, "members"), _counted(records.members(groups, on), counted)


def _legal_form(group: Group) -> str:
    """From the kind of body; an incorporated association bears it in its name."""
    if group.kind == GroupKind.ASSOCIATION and not group.name_ko.startswith("(사)"):
        return "unincorporated association"
    return LEGAL_FORMS[GroupKind(group.kind)]


def _origin(group: Group, records: Records) -> str | None:
    """The kinds of the bodies that it grew out of, in the order of the later body."""
    ancestors = records.ancestors(group)
    if not ancestors:
        by_office = group.founded_by == Founder.OFFICE
        return "KICOX cluster programme" if by_office else None
    kinds = {GroupKind(one.kind) for one in ancestors}
    if kinds == {GroupKind.MINI_CLUSTER} and len(ancestors) == len(definition.BEFORE_THE_MERGER):
        return f"the two mini-clusters of {ancestors[0].founded_on.year}"
    return " and ".join(word for kind, word in ORIGINS.items() if kind in kinds)
