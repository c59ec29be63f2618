"""What the rows of a workbook mean, held against what is recorded; and what the pages show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dure.community.groups.models import Group
from dure.community.industries.models import CURRENT, Industry
from dure.community.intake.queries import Plan, contacts
from dure.community.recognition import queries as recognition
from dure.community.repetition.queries import Rows
from dure.community.withdrawal.queries import Written
from dure.community.workbooks import names
from dure.community.workbooks.headings import Field
from dure.community.workbooks.problems import Problem
from dure.community.workbooks.sheets import Unreadable
from dure.core.queue.models import Job

from .models import AT_WORK, Import, ImportEffect, ImportRow, RowState

if TYPE_CHECKING:
    pass

COLUMN_LABELS = {
    "name_ko": _("Name"),
    "name_en": _("Name in English"),
    "kind": _("Kind"),
    "business_number": _("Business registration number"),
    "address": _("Address"),
    "telephone": _("Telephone"),
    "website": _("Website"),
    "email": _("E-mail"),
    "membership.ends_on": _("Left on"),
}
TASKS = "dure.community.import_rows.actions."


@dataclass
class Context:
    """What all rows of an import are held against, read once."""

    source: Import
    groups: dict[str, Group]
    industries: dict[str, list[int]]
    codes: dict[str, int]
    rows: Rows = field(default_factory=Rows)
    found: dict[int, recognition.Recognised] = field(default_factory=dict)


def context(source: Import) -> Context:
    """Two queries."""
    groups = {names.name_key(group.name_ko): group for group in source.complex.groups.all()}
    leaves = Industry.objects.leaves().filter(revision=CURRENT)
    codes: dict[str, int] = {}
    industries: dict[str, list[int]] = {}
    for pk, code, *called in leaves.values_list("pk", "code", "name_ko", "name_en"):
        codes[code] = pk
        for name in filter(None, called):
            industries.setdefault(names.name_key(name), []).append(pk)
    return Context(source, groups, industries, codes)


def say_again(row: ImportRow, held: Context) -> None:
    """Mark the row that repeats another, or names another row's organisation."""
    first = held.rows.first(row.values)
    follow(row, first, held)
    if (again := held.rows.again(row.number, row.values, first)) is not None:
        row.state = RowState.AGAIN
        row.problems = [*row.problems[:-1], ("row.again", str(again))]


def follow(row: ImportRow, first: int | None, held: Context) -> None:
    """What an earlier row says of the organisation stands against what this one says."""
    row.same_as = first
    if first is not None:
        row.values, told = held.rows.follow(row.values, first)
        row.problems = [*row.problems, (told.code, told.value)]
    held.rows.remember(row.number, row.values, row.raw, first)


def _follow_anew(row: ImportRow, held: Context) -> None:
    """Of one row that was changed: it may mean another row's organisation now, or its own."""
    before = held.source.rows.filter(number__lt=row.number).order_by("number")
    earlier = before.exclude(state__in=(RowState.ERROR, RowState.AGAIN, RowState.SKIPPED))
    for other in earlier.iterator():
        held.rows.remember(other.number, other.values, other.raw, other.same_as)
    follow(row, held.rows.first(row.values), held)
    if row.same_as is not None:
        root = held.source.rows.get(number=row.same_as)
        held.found[root.number] = recognition.Recognised(
            root.organisation_id,
            candidates=tuple(root.candidates) if root.state == RowState.CHOOSE else (),
        )


def follow_again(row: ImportRow, held: Context, *, is_alone: bool) -> None:
    """Decided by hand it is nobody's follower; else it may be another row's than before."""
    row.same_as = None
    if row.state == RowState.ERROR:
        return
    if is_alone and row.decision in ("", "skip"):
        _follow_anew(row, held)
    else:
        follow(row, None, held)


def follow_first(follower: ImportRow, first: ImportRow, held: Context) -> None:
    is_out = first.state == RowState.ERROR or first.decision == "skip"
    if is_out or follower.state == RowState.ERROR:  # then it speaks for itself
        follower.problems = [*follower.problems, ("row.same", str(first.number))]
    else:
        follow(follower, first.number, held)


def recognise(row: ImportRow, held: Context, register: recognition.Register) -> None:
    """Which organisation the row means: as decided by hand, as the row it follows, as found."""
    if row.decision == "skip":
        row.state = RowState.SKIPPED
        return
    first = held.found.get(row.same_as or 0)
    if row.decision == "new":
        found = recognition.Recognised()
    elif row.decision:
        found = recognition.Recognised(int(row.decision), "match.chosen")
    else:
        found = first or register.find(row.values)
    held.found[row.number] = found
    row.organisation_id, row.candidates = found.pk, list(found.candidates)
    if not row.decision and any(code == "left.undated" for code, _value in row.problems):
        row.candidates = [found.pk] if found.pk else row.candidates
        row.organisation_id, row.state = None, RowState.CHOOSE
    if found.candidates:
        row.state = RowState.CHOOSE
    if row.decision:  # the choice stays open to be changed
        row.candidates = list(register.find(row.values).candidates)
    if found.reason:
        row.problems = [*row.problems, (found.reason, "")]


def plan(row: ImportRow, held: Context) -> tuple[Plan, list[Problem]]:
    """The row ready to be entered, and what of it cannot be."""
    told: list[Problem] = []
    joined = row.values.get(Field.JOINED)
    made = Plan(
        number=row.number,
        values=row.values,
        said_kind=Field.KIND in row.raw,
        organisation=row.organisation_id,
        same_as=row.same_as,
        starts_on=dt.date.fromisoformat(joined) if joined else held.source.starts_on,
        contacts=contacts(row.values),
    )
    if left := row.values.get(Field.LEFT):
        made.left_on = dt.date.fromisoformat(left)
    made.industry = _industry(row.values.get(Field.INDUSTRY, ""), held, told)
    made.group = held.source.group or _group(row.values.get(Field.GROUP, ""), held, told)
    _fit(made, told)
    return made, told


def _industry(said: str, held: Context, told: list[Problem]) -> int | None:
    digits = "".join(char for char in said if char.isdigit())
    for code in (digits, digits.zfill(5)):
        if len(digits) in (4, 5) and code in held.codes:
            return held.codes[code]
    found = held.industries.get(names.name_key(said), []) if said else []
    if said and len(found) != 1:
        told.append(Problem("industry.several" if found else "industry.strange", said[:60]))
    return found[0] if len(found) == 1 else None


def _group(said: str, held: Context, told: list[Problem]) -> Group | None:
    if not said:
        return None
    key = names.name_key(said)
    alike = [group for name, group in held.groups.items() if name.startswith(key)]
    found = held.groups.get(key) or (alike[0] if len(alike) == 1 else None)
    if found is None:
        told.append(Problem("group.strange", said[:60]))
    return found


def _fit(made: Plan, told: list[Problem]) -> None:
    """Whether the group lived when the member joined."""
    group = made.group
    if group is None:
        return
    if not made.may_join:
        told.append(Problem("left.before", str(made.left_on)))
    if made.starts_on < group.founded_on:
        told.append(Problem("joined.early", group.founded_written))
    if group.ended_on is not None and made.joins_on >= group.ended_on:
        told.append(Problem("joined.late", group.ended_written))
        made.group = None


def counts(source: Import) -> dict[str, int]:
    """How many rows are in each state."""
    found = source.rows.order_by().values_list("state").annotate(n=Count("pk"))
    return {RowState(state).value: n for state, n in found}


def content(source: Import) -> bytes:
    """The workbook itself, which is removed when the data of a person in it are erased."""
    try:
        return source.file.path.read_bytes()
    except FileNotFoundError as gone:
        raise Unreadable(_("The workbook itself is no longer kept. Upload it anew.")) from gone


def is_stuck(source: Import) -> bool:
    """At work, with no job that works: the queue gave up, or somebody dropped the job."""
    if source.status not in AT_WORK:
        return False
    jobs = Job.objects.open().filter(task__startswith=TASKS, args=[source.pk])
    return not jobs.exists() and Import.objects.filter(pk=source.pk, status=source.status).exists()


def entered(source: Import, rows: Sequence[ImportRow]) -> dict[int, int]:
    """The organisations that rows of earlier batches brought."""
    roots = {row.same_as for row in rows if row.same_as}
    brought = source.rows.filter(number__in=roots, organisation__isnull=False)
    followed = source.rows.filter(same_as__in=roots, entered_at__isnull=False)
    found = dict(followed.values_list("same_as", "organisation"))
    return {k: v for k, v in found.items() if v} | dict(
        brought.values_list("number", "organisation")
    )


def written(effects: Iterable[ImportEffect]) -> list[Written]:
    return [Written(e.pk, e.kind, e.target, e.column, e.old, e.new, e.made) for e in effects]
