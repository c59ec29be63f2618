"""A workbook comes in, is looked at, confirmed, written in the background, and can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext as _

from dure.community.import_rows import actions as rows
from dure.community.import_rows import queries
from dure.community.import_rows.models import Import, ImportRow, RowState, Status
from dure.community.workbooks import reading
from dure.community.workbooks.headings import Field
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.files import actions as files
from dure.core.files.kinds import CSV, TEXT, XLSX

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.complexes.models import Complex
    from dure.community.groups.models import Group

TAKEN = (XLSX, CSV, TEXT)
WORK = {
    Status.READING: rows.prepare,
    Status.WRITING: rows.write,
    Status.UNDOING: rows.take_back,
}
LOOKED_AT = (Status.READING, Status.UNREADABLE, Status.READY)


@transaction.atomic
def upload(
    *,
    complex: Complex,  # noqa: A002 - the domain's word
    upload: Upload[bytes],
    starts_on: dt.date,
    group: Group | None = None,
    by: User,
    at: dt.datetime,
) -> Import:
    """A workbook to be looked at. The same one, sent again while it is looked at, is one."""
    _refuse_other_complex(complex, group)
    upload.seek(0)
    reading.open_workbook(upload.read())
    type(complex).objects.select_for_update().get(pk=complex.pk)
    file = files.store(upload=upload, by=by, at=at, allowed=TAKEN)
    wanted = {"complex": complex, "group": group, "starts_on": starts_on, "uploaded_by": by}
    same = Import.objects.filter(**wanted, file__sha256=file.sha256, status__in=LOOKED_AT)
    known = same.select_related("file").first()
    if known is not None and known.file.path.exists():
        files.delete(file=file, by=by, at=at)
        return known
    source = Import(**wanted, file=file, uploaded_at=at)
    source.full_clean()
    source.save(force_insert=True)
    audit.record("import.uploaded", source, by=by, at=at, complex=complex.pk)
    rows.prepare.enqueue(source.pk)
    return source


@transaction.atomic
def read_again(
    *,
    source: Import,
    group: Group | None,
    starts_on: dt.date,
    sheet: int,
    heading: int | None,
    columns: Mapping[str, str] | None,
    by: User,
    at: dt.datetime,
) -> Import:
    """Look at the workbook anew; without ``columns`` they are guessed."""
    _refuse_other_complex(source.complex, group)
    if columns is not None and Field.NAME not in columns.values():
        raise RuleBroken(_("Say which column holds the name of the organisation."))
    locked = _lock_for(source, Status.READING)
    queries.content(locked)
    locked.group, locked.starts_on, locked.sheet = group, starts_on, sheet
    locked.heading = heading if columns is not None else None
    locked.columns = dict(columns or {})
    locked.n_done, locked.reason = 0, {}
    locked.save()
    audit.record("import.read_again", locked, by=by, at=at)
    rows.prepare.enqueue(locked.pk)
    return locked


@transaction.atomic
def decide(*, row: ImportRow, decision: str, by: User, at: dt.datetime) -> ImportRow:
    """Skip a row, take it as new, as one of its candidates, or ("") as it was found."""
    source, locked = _open_row(row)
    if decision not in ("", "skip", "new") and decision not in map(str, locked.candidates):
        raise RuleBroken(_("Choose one of the organisations shown."))
    locked.decision = decision
    rows.judge_again(source, locked, by=by)
    audit.record("import.row_decided", source, by=by, at=at, row=locked.number)
    return locked


@transaction.atomic
def correct(*, row: ImportRow, raw: Mapping[str, str], by: User, at: dt.datetime) -> ImportRow:
    """Read the row anew from what somebody typed in its place. The workbook stays as it is."""
    source, locked = _open_row(row)
    locked.raw = {name: said for name, said in raw.items() if said.strip()}
    locked.decision = ""
    rows.judge_again(source, locked, by=by)
    audit.record("import.row_corrected", source, by=by, at=at, row=locked.number)
    return locked


@transaction.atomic
def confirm(*, source: Import, replaces: bool, by: User, at: dt.datetime) -> Import:
    """Write what was shown, in the background. Confirmed twice, it is written once."""
    locked = Import.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if locked.confirmed_at is not None:
        return locked
    locked = _lock_for(locked, Status.WRITING)
    locked.n_rows, locked.n_done = locked.rows.to_enter().count(), 0
    if not locked.n_rows:
        raise RuleBroken(
            _("There is nothing to import: every row is recorded already, wrong or left out.")
        )
    locked.replaces, locked.confirmed_by, locked.confirmed_at = replaces, by, at
    locked.save()
    audit.record("import.confirmed", locked, by=by, at=at, rows=locked.n_rows)
    rows.write.enqueue(locked.pk)
    return locked


@transaction.atomic
def undo(*, source: Import, by: User, at: dt.datetime) -> Import:
    """Take back, in the background, what nobody has changed since. Asked twice, done once."""
    locked = Import.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if locked.undone_at is not None:
        return locked
    if locked.status == Status.WRITING and not queries.is_stuck(locked):
        raise RuleBroken(_("This import is being written. Undo it when it is done."))
    locked = _lock_for(locked, Status.UNDOING)
    locked.n_rows, locked.n_done = locked.rows.filter(entered_at__isnull=False).count(), 0
    locked.undone_by, locked.undone_at = by, at
    locked.save()
    audit.record("import.undoing", locked, by=by, at=at)
    rows.take_back.enqueue(locked.pk)
    return locked


@transaction.atomic
def go_on(*, source: Import, by: User, at: dt.datetime) -> Import:
    """Work again at an import that the queue gave up. One that is at work goes on as it is."""
    locked = Import.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if queries.is_stuck(locked):
        audit.record("import.continued", locked, by=by, at=at, status=locked.status)
        WORK[Status(locked.status)].enqueue(locked.pk)
    return locked


@transaction.atomic
def discard(*, source: Import, by: User, at: dt.datetime) -> None:
    """Forget a workbook that was not confirmed, and its content."""
    locked = Import.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if locked.confirmed_at is not None:
        raise RuleBroken(_("This import was confirmed. Undo it instead."))
    audit.record("import.discarded", locked, by=by, at=at)
    file = locked.file
    locked.delete()
    files.delete(file=file, by=by, at=at)


def _refuse_other_complex(complex: Complex, group: Group | None) -> None:  # noqa: A002
    if group is not None and group.complex_id != complex.pk:
        raise RuleBroken(_("Choose a group of this complex."))


def _open_row(row: ImportRow) -> tuple[Import, ImportRow]:
    source = Import.objects.select_for_update(of=("self",)).get(pk=row.source_id)
    if source.status != Status.READY:
        raise RuleBroken(_("Rows can be changed until the import is confirmed."))
    locked = source.rows.get(pk=row.pk)
    if locked.state == RowState.AGAIN:
        raise RuleBroken(_("This row says the same as another one. Change that one."))
    return source, locked


def _lock_for(source: Import, status: Status) -> Import:
    locked = Import.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if not locked.can_become(status):
        raise RuleBroken(
            _("An import that is “%(now)s” cannot become “%(next)s”. Load the page again.")
            % {"now": locked.get_status_display(), "next": status.label}
        )
    locked.status = status
    return locked
