"""What the queue does with an import: reads it, writes it, takes it back.

All three go in steps and find, begun again after a kill, what is done: rows are read anew from
the start, and written or taken back with their own marks in one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy
from django_tasks import TaskContext, task

from dure.community.intake import actions as intake
from dure.community.intake.queries import Effect, Plan, news, recorded
from dure.community.organisations.models import Organisation
from dure.community.recognition import queries as recognition
from dure.community.withdrawal import actions as withdrawal
from dure.community.withdrawal.queries import NAMES, snapshot
from dure.community.workbooks import entries, layout
from dure.community.workbooks.problems import Problem
from dure.community.workbooks.sheets import Unreadable
from dure.core.audit import actions as audit
from dure.core.queue.engine.steps import moment, step

from . import queries
from .models import Import, ImportEffect, ImportRow, RowState, Status

if TYPE_CHECKING:
    from dure.accounts.models import User

BATCH = 500
MOST_LEFT_OUT = 1_000  # rows that are shown though they are no member's
MARGIN = dt.timedelta(minutes=10)  # a transaction may commit that much after it took the time


@task(
    takes_context=True,
    resumable=True,
    unique=True,
    queue_name="long",
    label=gettext_lazy("Read a members' workbook"),
)
def prepare(context: TaskContext, source: int) -> int:
    """Every row understood and held against what is recorded."""
    looked_at = Import.objects.select_related("complex", "group", "uploaded_by", "file")
    found = looked_at.filter(pk=source, status=Status.READING).first()
    if found is None:
        return 0
    try:
        table = _table(found)
    except Unreadable as wrong:
        found.status, found.reason = Status.UNREADABLE, wrong.in_every_language()
        found.left_out, found.rows_left_out = {}, []
        with step():
            found.rows.all().delete()
            found.save()
        return 0
    return _keep(found, table, at=moment(context))


@task(
    takes_context=True,
    resumable=True,
    unique=True,
    queue_name="long",
    label=gettext_lazy("Write an import"),
)
def write(context: TaskContext, source: int) -> int:
    """Batch by batch, each with its rows' marks in one transaction."""
    at = moment(context)
    written = 0
    held = queries.context(Import.objects.select_related("complex", "group").get(pk=source))
    while True:
        with step():
            locked = Import.objects.select_for_update(of=("self",)).get(pk=source)
            rows = list(locked.rows.to_enter()[:BATCH])
            if locked.status != Status.WRITING:
                return written
            if rows:
                _enter(rows, held, at=at)
            else:
                locked.status = Status.WRITTEN
                audit.record("import.written", locked, by=locked.confirmed_by, at=at)
            locked.n_done += len(rows)
            locked.save(update_fields=["status", "n_done", "updated_at"])
        written += len(rows)


@task(
    takes_context=True,
    resumable=True,
    unique=True,
    queue_name="long",
    label=gettext_lazy("Undo an import"),
)
def take_back(context: TaskContext, source: int) -> int:
    """The last rows first, batch by batch."""
    at = moment(context)
    taken_back = 0
    while True:
        with step():
            locked = Import.objects.select_for_update(of=("self",)).get(pk=source)
            if locked.status != Status.UNDOING:
                return taken_back
            pending = locked.effects.filter(undone_at=None, kept="")
            last = pending.values("row__number").distinct().order_by("-row__number")[:BATCH]
            numbers = [row["row__number"] for row in last]
            if numbers:
                effects = pending.filter(row__number__gte=numbers[-1]).order_by("pk")
                _withdraw(locked, list(effects), at=at)
            else:
                locked.status, locked.n_done = Status.UNDONE, locked.n_rows
                audit.record("import.undone", locked, by=locked.undone_by, at=at)
            locked.n_done = min(locked.n_done + len(numbers), locked.n_rows)
            locked.save(update_fields=["status", "n_done", "updated_at"])
        taken_back += len(numbers)


def judge_again(source: Import, row: ImportRow, *, by: User) -> None:
    """One row after somebody decided about it or corrected it, and those that follow it."""
    held = queries.context(source)
    register = recognition.register()
    followers = list(
        source.rows.filter(same_as=row.number).exclude(state=RowState.AGAIN).order_by("number")
    )
    _understand(row)
    queries.follow_again(row, held, is_alone=not followers)
    for follower in followers:
        follower.decision = row.decision if row.decision != "skip" else follower.decision
        _understand(follower)
        queries.follow_first(follower, row, held)
    rows = [row, *followers]
    _judge(rows, held, register, by=by)
    ImportRow.objects.bulk_update(rows, JUDGED)


JUDGED = [
    *("raw", "values", "problems", "state", "decision", "same_as"),
    *("organisation", "candidates", "changes", "adds"),
]


def _table(source: Import) -> entries.Table:
    """The rows of the sheet, and how it was taken to be laid out."""
    columns = {int(column): name for column, name in source.columns.items()}
    found = layout.look(
        queries.content(source),
        sheet=source.sheet,
        heading=source.heading,
        columns=columns or None,
    )
    source.sheets = [[sheet.name, sheet.is_hidden] for sheet in found.sheets]
    source.sheet, source.heading, source.samples = found.sheet, found.heading, found.samples
    source.columns = {str(column): name for column, name in found.columns.items()}
    return found.table


def _keep(source: Import, table: entries.Table, *, at: dt.datetime) -> int:
    """The rows in batches, and at the end the word that they are ready."""
    by = source.uploaded_by
    held, register = queries.context(source), recognition.register()
    source.n_rows, source.n_done, source.prepared_at = len(table.entries), 0, at
    source.left_out = table.left_out
    told = table.rows_left_out[:MOST_LEFT_OUT]
    source.rows_left_out = [[row.number, row.why, row.text] for row in told]
    with step():
        source.rows.all().delete()
        source.save()
    for start in range(0, source.n_rows, BATCH):
        rows = [_row(source, entry) for entry in table.entries[start : start + BATCH]]
        for row in rows:
            if row.state != RowState.ERROR:
                queries.say_again(row, held)
        _judge(rows, held, register, by=by)
        source.n_done += len(rows)
        with step():
            ImportRow.objects.bulk_create(rows)
            source.save(update_fields=["n_done", "updated_at"])
    source.status = Status.READY
    with step():
        source.save(update_fields=["status", "updated_at"])
    return source.n_rows


def _row(source: Import, entry: entries.Entry) -> ImportRow:
    row = ImportRow(source=source, number=entry.number, raw=entry.raw)
    _take(row, entry)
    return row


def _understand(row: ImportRow) -> None:
    _take(row, entries.entry(row.raw, number=row.number))


def _take(row: ImportRow, entry: entries.Entry) -> None:
    row.values = entry.values
    row.problems = [(problem.code, problem.value) for problem in entry.problems]
    row.state = RowState.ERROR if entry.is_wrong else RowState.NEW
    row.organisation_id, row.candidates, row.changes, row.adds = None, [], [], []


def _judge(
    rows: Sequence[ImportRow],
    held: queries.Context,
    register: recognition.Register,
    *,
    by: User,
) -> None:
    """New, known, to choose or skipped; what is known is compared, all at once."""
    open_rows = [row for row in rows if row.state not in (RowState.ERROR, RowState.AGAIN)]
    known: list[tuple[ImportRow, Plan]] = []
    for row in open_rows:
        queries.recognise(row, held, register)
        plan, told = queries.plan(row, held)
        _tell(row, told)
        if row.organisation_id is not None and row.state != RowState.SKIPPED:
            known.append((row, plan))
    recorded_now = recorded([plan for _row, plan in known], by=by)
    for row, plan in known:
        found = news(plan, recorded_now)
        row.changes, row.adds = found.changes, found.adds
        is_news = bool(found.changes or found.adds)
        row.state = RowState.MATCHED if is_news else RowState.UNCHANGED
        if found.is_elsewhere:
            _tell(row, [Problem("match.elsewhere")])


def _tell(row: ImportRow, told: Sequence[Problem]) -> None:
    row.problems = [*row.problems, *((problem.code, problem.value) for problem in told)]


def _enter(rows: list[ImportRow], held: queries.Context, *, at: dt.datetime) -> None:
    source = Import.objects.select_related("complex", "confirmed_by").get(pk=rows[0].source_id)
    _recognise_news(source, rows)
    batch = intake.Intake(
        complex=source.complex,
        starts_on=source.starts_on,
        replaces=source.replaces,
        is_synthetic=source.complex.is_synthetic,
        source=source.pk,
        by=source.confirmed_by,
        at=at,
        organisations=queries.entered(source, rows),
    )
    plans = [queries.plan(row, held)[0] for row in rows]
    effects = intake.enter(batch, plans)
    by_number = {row.number: row for row in rows}
    for row in rows:
        if row.number in batch.failed:
            row.state = RowState.ERROR
            _tell(row, [batch.failed[row.number]])
            continue
        row.entered_at = at
        row.organisation_id = batch.organisations[row.same_as or row.number]
        if row.number in batch.refused:
            _tell(row, [Problem("edit.refused")])
    ImportRow.objects.keep_entered(rows, told={*batch.failed, *batch.refused}, at=at)
    made = [_effect(source, by_number[effect.number], effect) for effect in effects]
    ImportEffect.objects.bulk_create(made, batch_size=1_000)


def _recognise_news(source: Import, rows: Sequence[ImportRow]) -> None:
    """An organisation that somebody registered since the rows were read is that one."""
    since = (source.prepared_at or source.uploaded_at) - MARGIN
    ours = source.effects.filter(kind="organisation").values("target")
    recent = Organisation.objects.filter(created_at__gte=since).exclude(pk__in=ours)
    register = recognition.register(recent)
    for row in rows:
        if row.organisation_id is None and row.decision != "new":
            row.organisation_id = register.find(row.values).pk


def _effect(source: Import, row: ImportRow, effect: Effect) -> ImportEffect:
    kind = NAMES[type(effect.made)]
    made = ImportEffect(source=source, row=row, kind=kind, target=effect.made.pk)
    if effect.change is None:
        made.made = snapshot(effect.made, kind)
    else:
        change = effect.change
        made.column, made.old, made.new = change.column, change.old, change.new
    return made


def _withdraw(source: Import, effects: list[ImportEffect], *, at: dt.datetime) -> None:
    verdict = withdrawal.withdraw(
        effects=queries.written(effects), source=source.pk, by=source.undone_by, at=at
    )
    for effect in effects:
        effect.kept = verdict.kept.get(effect.pk, "")
        effect.undone_at = None if effect.kept else at
    ImportEffect.objects.bulk_update(effects, ["kept", "undone_at"], batch_size=1_000)
