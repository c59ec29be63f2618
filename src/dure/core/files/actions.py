"""Files come in through ``store`` and nowhere else: looked into first, then written.

The content is on the disk, complete and flushed, before its row exists. What is left behind
by a transaction that did not commit is an orphan, which ``sweep`` removes a day later.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.core.files.base import File as Upload
from django.db import transaction
from django.utils.translation import gettext_lazy
from django_tasks import TaskContext, task

from dure.core.audit import actions as audit
from dure.core.audit.models import AuditEvent
from dure.core.queue.engine.steps import moment

from . import contents
from .models import File

if TYPE_CHECKING:
    from dure.accounts.models import User

ORPHANED_AFTER = dt.timedelta(days=1)
CHUNK = 1024**2
UUID_LENGTH = 32
CONTENT_REMOVED = "file.content_removed"


@transaction.atomic
def store(
    *,
    upload: Upload[bytes],
    by: User | None,
    at: dt.datetime,
    allowed: Collection[contents.Kind] = contents.DOCUMENTS,
) -> File:
    """Keep an upload whose content is of an allowed kind; else ``RuleBroken`` says why not."""
    name = contents.clean_name(upload.name or "")
    kind = contents.inspect(upload, name=name, allowed=allowed)
    file = File(name=name, content_type=kind.content_type, uploaded_by=by, uploaded_at=at)
    file.size, file.sha256 = _write(upload, file.path)
    file.full_clean()
    file.save(force_insert=True)
    audit.record("file.stored", file, by=by, at=at, size=file.size, content_type=file.content_type)
    return file


@transaction.atomic
def delete(*, file: File, by: User | None, at: dt.datetime) -> None:
    """The row goes now, the content when that is certain."""
    audit.record("file.deleted", file, by=by, at=at, sha256=file.sha256)
    path = file.path
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


@transaction.atomic
def remove_content(*, file: File, by: User | None, at: dt.datetime) -> None:
    """The content goes when that is certain, at the latest when it is swept; the row stays."""
    audit.record(CONTENT_REMOVED, file, by=by, at=at)
    path = file.path
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


@task(
    takes_context=True,
    resumable=True,
    unique=True,
    label=gettext_lazy("Remove files that belong to nothing"),
)
def sweep(context: TaskContext) -> int:
    """Remove contents that have no row, or whose row outlives them: what a kill left behind."""
    before = (moment(context) - ORPHANED_AFTER).timestamp()
    removed = _remove_again()
    for folder in Path(settings.MEDIA_ROOT).glob("??"):
        old = {path.name: path for path in folder.iterdir() if path.stat().st_mtime < before}
        removed += _remove_orphans(old)
    return removed


def _remove_again() -> int:
    """Contents that were to go when the process was killed."""
    events = AuditEvent.objects.filter(action=CONTENT_REMOVED)
    targets = events.values_list("target", flat=True)
    numbers = {int(target.rpartition(":")[2]) for target in targets}
    there = [file.path for file in File.objects.filter(pk__in=numbers) if file.path.exists()]
    for path in there:
        path.unlink(missing_ok=True)
    return len(there)


def _remove_orphans(old: dict[str, Path]) -> int:
    names = [name for name in old if len(name) == UUID_LENGTH]
    kept = {uuid.hex for uuid in File.objects.filter(uuid__in=names).values_list("uuid", flat=True)}
    orphans = [path for name, path in old.items() if name not in kept]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _write(upload: Upload[bytes], path: Path) -> tuple[int, str]:
    """Size and digest of what is now on the disk, under its final name or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    with unfinished.open("xb") as target:
        for chunk in upload.chunks(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
        _flush(target)
    unfinished.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    unfinished.replace(path)
    return size, digest.hexdigest()


def _flush(target: BinaryIO) -> None:
    target.flush()
    os.fsync(target.fileno())
