from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import File as Content
from django.db import transaction
from django.utils.translation import gettext as _

from dure.core import rows
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.files import actions as files
from dure.core.files import contents
from dure.evidence.statistics import actions as statistics
from dure.evidence.statistics.models import Observation, Source

from . import queries
from .models import NEXT, Upload, UploadStatus
from .queries import Row, Verdict

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Complex


@transaction.atomic
def receive(
    *,
    complex: Complex,  # noqa: A002 - the domain's word
    source: str,
    is_synthetic: bool = False,
    content: Content[bytes],
    by: User | None,
    at: dt.datetime,
) -> Upload:
    """Keep the file and read it through once; nothing is written yet.

    What a synthetic complex is given is synthetic too.
    """
    is_synthetic = is_synthetic or complex.is_synthetic
    statistics.source_named(source, is_synthetic=is_synthetic)
    file = files.store(upload=content, by=by, at=at, allowed=contents.WORKBOOKS)
    upload = rows.insert(
        Upload(
            complex=complex,
            source=source.strip(),
            is_synthetic=is_synthetic,
            file=file,
            uploaded_by=by,
        )
    )
    if not queries.rows(upload):
        raise RuleBroken(_("Below the headings there is no row."))
    audit.record("upload.received", upload, by=by, at=at, file=file.pk)
    return upload


@transaction.atomic
def write(*, upload: Upload, by: User, at: dt.datetime) -> Upload:
    """Record what is new and correct what is otherwise. Sent twice, it is written once."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.status == UploadStatus.WRITTEN:
        return locked
    _step(locked, UploadStatus.WRITTEN)
    found = queries.rows(locked)
    if any(row.verdict == Verdict.ERROR for row in found):
        raise RuleBroken(_("Correct the rows in error first, then upload the file again."))
    source = statistics.enter_source(
        citation=locked.source, is_synthetic=locked.is_synthetic, by=by, at=at
    )
    locked.effects = [
        effect for row in found if (effect := _written(row, source, by=by, at=at)) is not None
    ]
    locked.written_by, locked.written_at = by, at
    locked.save()
    audit.record("upload.written", locked, by=by, at=at, n=len(locked.effects))
    return locked


@transaction.atomic
def undo(*, upload: Upload, by: User, at: dt.datetime) -> Upload:
    """Take back all that the file wrote, unless somebody has changed a figure of it since."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.status == UploadStatus.UNDONE:
        return locked
    _step(locked, UploadStatus.UNDONE)
    figures = Observation.objects.select_for_update().in_bulk(
        [figure for figure, _before, _after in locked.effects]
    )
    for figure, _before, after in locked.effects:
        if figure not in figures or figures[figure].value != Decimal(after):
            raise RuleBroken(_("A figure of this file was changed since: it cannot be undone."))
    for figure, before, _after in reversed(locked.effects):
        if before is None:
            statistics.withdraw(observation=figures[figure], by=by, at=at)
        else:
            statistics.correct(observation=figures[figure], value=Decimal(before), by=by, at=at)
    locked.save()
    audit.record("upload.undone", locked, by=by, at=at, n=len(locked.effects))
    return locked


def _step(upload: Upload, to: UploadStatus) -> None:
    if to not in NEXT[UploadStatus(upload.status)]:
        raise RuleBroken(_("This file was undone. Upload it again to write it."))
    upload.status = to


def _written(row: Row, source: Source, *, by: User, at: dt.datetime) -> list[object] | None:
    """The figure, its value before (None: there was none) and after."""
    if row.verdict == Verdict.SAME or row.figure is None:
        return None
    value = row.figure.value
    if row.known is not None:
        before = row.known.value
        statistics.correct(observation=row.known, value=value, by=by, at=at)
        return [row.known.pk, str(before), str(value)]
    figure = row.figure
    made = statistics.record(
        complex=figure.complex,
        year=figure.year,
        first_year=figure.first_year,
        measure=figure.measure,
        unit=figure.unit,
        coverage=figure.coverage,
        industry=figure.industry,
        size_band=figure.size_band,
        part=figure.part,
        value=value,
        is_order_of_magnitude=figure.is_order_of_magnitude,
        note=figure.note,
        source=source,
        by=by,
        at=at,
    )
    return [made.pk, None, str(value)]
