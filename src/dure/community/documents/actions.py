from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.files.base import File as Upload
from django.db import transaction

from dure.core import rows
from dure.core.audit import actions as audit
from dure.core.files import actions as files

from .models import Document

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.groups.models import Group


@transaction.atomic
def add(
    *,
    group: Group,
    upload: Upload[bytes],
    kind: str,
    title: str,
    by: User | None,
    at: dt.datetime,
) -> Document:
    """A file for the group to keep. The same content sent twice is kept once."""
    type(group).objects.select_for_update(of=("self",)).get(pk=group.pk)
    file = files.store(upload=upload, by=by, at=at)
    known = group.documents.filter(file__sha256=file.sha256, kind=kind).first()
    if known is not None:
        files.delete(file=file, by=by, at=at)
        return known
    document = rows.insert(Document(group=group, file=file, kind=kind, title=title.strip()))
    audit.record("group.document_added", group, by=by, at=at, document=document.pk, kind=str(kind))
    return document


@transaction.atomic
def remove(*, document: Document, by: User | None, at: dt.datetime) -> None:
    """The document goes, and its content with it."""
    audit.record(
        "group.document_removed",
        document.group,
        by=by,
        at=at,
        document=document.pk,
        kind=document.kind,
    )
    file = document.file
    document.delete()
    files.delete(file=file, by=by, at=at)
