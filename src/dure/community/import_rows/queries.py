"""What the rows of a workbook mean, held against what is recorded; and what the pages show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from dure.community.groups.models import Group
from dure.community.industries.models import CURRENT, Industry
from dure.community.intake.queries import Plan, contacts
from dure.community.organisations.models import Organisation
from dure.community.recognition import queries as recognition
from dure.community.withdrawal.queries import WHY, Written, judge
from dure.community.workbooks import names
from dure.community.workbooks.headings import Field
from dure.community.workbooks.problems import Problem
from dure.community.workbooks.sheets import Unreadable
from dure.core.queue.models import Job

from .models import AT_WORK, Import, ImportEffect, ImportRow, RowState, Status

if TYPE_CHECKING:
    from dure.accounts.models import User

LABELS = {
    "membership": _("Memberships"),
    "post": _("Posts"),
    "size": _("Size classes"),
    "industry": _("Industries"),
    "person": _("People"),
    "organisation": _("Organisations"),
}
COLUMN_LABELS = {
    "name_ko": _("Name"),
    "name_en": _("Name in English"),
    "kind": _("Kind"),
    "business_number": _("Business registration number"),
    "address": _("Address"),
    "telephone": _("Telephone"),
    "website": _("Website"),
    "email": _("E-mail"),
}
TASKS = "dure.community.import_rows.actions."
Key = tuple[str, ...]


@dataclass
class Context:
    """What all rows of an import are held against, read once."""

    source: Import
    groups: dict[str, Group]
    industries: dict[str, list[int]]
    codes: dict[str, int]
    by_number: dict[str, tuple[int, Mapping[str, str]]] = field(default_factory=dict)
    by_name: dict[str, list[tuple[int, Mapping[str, str]]]] = field(default_factory=dict)
    seen: dict[Key, int] = field(default_factory=dict)
    found: dict[int, recognition.Recognised] = field(default_factory=dict)


def context(source: Import) -> Context:
    """Two queries."""
    groups = {names.name_key(group.name_ko): group for group in source.complex.groups.all()}
    leaves = Industry.objects.leaves().filter(revision=CURRENT)
    codes: dict[str, int] = {}
    industries: dict[str, list[int]] = {}
    for pk, code, name in leaves.values_list("pk", "code", "name_ko"):
        codes[code] = pk
        industries.setdefault(names.name_key(name), []).append(pk)
    return Context(source, groups, industries, codes)


def say_again(row: ImportRow, held: Context) -> None:
    """Mark the row that repeats another, or names another row's organisation."""
    number = row.values.get(Field.NUMBER)
    key = names.name_key(row.values[Field.NAME])
    first = _first(row.values, key, held)
    if first is not None:
        row.same_as = first
        row.problems.append(("row.same", str(first)))
    if number:
        held.by_number.setdefault(number, (first or row.number, row.values))
    held.by_name.setdefault(key, []).append((first or row.number, row.values))
    people = contacts(row.values)
    person = names.name_key(people[0].name) if people else ""
    said = (str(first or row.number), person, row.values.get(Field.GROUP, ""))
    if (again := held.seen.setdefault(said, row.number)) != row.number:
        row.state = RowState.AGAIN
        row.problems = [*row.problems[:-1], ("row.again", str(again))]


def _first(values: Mapping[str, str], key: str, held: Context) -> int | None:
    number = values.get(Field.NUMBER)
    if number and number in held.by_number:
        return held.by_number[number][0]
    address = names.address_key(values.get(Field.ADDRESS, ""))
    for first, other in held.by_name.get(key, []):
        numbers = {number, other.get(Field.NUMBER)} - {None}
        addresses = {address, names.address_key(other.get(Field.ADDRESS, ""))} - {""}
        if len(numbers) < 2 and (len(addresses) < 2 or (number and number in numbers)):
            return first
    return None


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
    if made.starts_on < group.founded_on:
        told.append(Problem("joined.early", group.founded_on.isoformat()))
    if group.ended_on is not None and made.joins_on >= group.ended_on:
        told.append(Problem("joined.late", group.ended_on.isoformat()))
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


@dataclass(frozen=True)
class Result:
    """What a confirmed import wrote, and how many fields that differ it left as they were."""

    made: list[tuple[Any, int]]
    n_changed: int
    n_left: int


def result(source: Import) -> Result | None:
    """Two queries, none before it was written."""
    if source.status not in (Status.WRITTEN, Status.UNDONE):
        return None
    effects = source.effects.order_by().values_list("kind", "column").annotate(n=Count("pk"))
    made: dict[str, int] = {}
    n_changed = 0
    for kind, column, n in effects:
        if column:
            n_changed += n
        else:
            made[kind] = made.get(kind, 0) + n
    entered = source.rows.filter(entered_at__isnull=False)
    differing = entered.exclude(changes=[]).prefetch_related("effects")
    n_left = sum(len(row.left) for row in differing)
    in_order = [(label, made[kind]) for kind, label in reversed(LABELS.items()) if kind in made]
    return Result(in_order, n_changed, n_left)


def written(effects: Iterable[ImportEffect]) -> list[Written]:
    return [Written(e.pk, e.kind, e.target, e.column, e.old, e.new, e.made) for e in effects]


@dataclass(frozen=True)
class Kept:
    """What an undo leaves, and why."""

    row: ImportRow
    kind: str
    column: str
    why: Any


@dataclass(frozen=True)
class Outlook:
    """What an undo would do: how many of each kind, and what it would leave."""

    removed: list[tuple[Any, int]]
    n_restored: int
    kept: list[Kept]
    n_kept: int


MOST_KEPT = 100


def outlook(source: Import) -> Outlook:
    """A fixed number of queries; it looks at every record that the import wrote."""
    effects = list(source.effects.filter(undone_at=None, kept="").order_by("pk"))
    verdict = judge(written(effects))
    removed = [(LABELS[kind], len(found)) for kind, found in verdict.remove.items() if found]
    left = [effect for effect in effects if effect.pk in verdict.kept]
    for effect in left:
        effect.kept = verdict.kept[effect.pk]
    rows = ImportRow.objects.in_bulk({effect.row_id for effect in left[:MOST_KEPT]})
    kept_first = [_kept(effect, rows[effect.row_id]) for effect in left[:MOST_KEPT]]
    return Outlook(removed, len(verdict.restore), kept_first, len(left))


def kept(source: Import) -> list[Kept]:
    """What the undo that was done has left. One query, none before."""
    if source.undone_at is None:
        return []
    effects = source.effects.exclude(kept="").select_related("row").order_by("row__number", "pk")
    return [_kept(effect, effect.row) for effect in effects[:MOST_KEPT]]


def _kept(effect: ImportEffect, row: ImportRow) -> Kept:
    column = COLUMN_LABELS.get(effect.column, "")
    return Kept(row, str(LABELS[effect.kind]), str(column), WHY[effect.kept])


def candidates(row: ImportRow, *, reader: User) -> list[Organisation]:
    """Whom the row may mean; ``is_confided`` where the reader may see the address. One query."""
    found = Organisation.objects.filter(pk__in=row.candidates).select_related("complex")
    confided = Organisation.objects.confided_to(reader).filter(pk=OuterRef("pk"))
    return list(found.annotate(is_confided=Exists(confided)).order_by("name_ko"))
