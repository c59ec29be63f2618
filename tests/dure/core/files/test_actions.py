from __future__ import annotations

import hashlib
import os

import pytest
from django.db import IntegrityError, transaction

from dure.core.errors import RuleBroken
from dure.core.files import actions, contents
from dure.core.models import AuditEvent, File
from dure.core.queue.engine.worker import Loop
from tests.factories import NOON, UserFactory

from . import make
from .make import upload

pytestmark = pytest.mark.django_db
LONG_AGO = NOON.timestamp()


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def store(name="a.pdf", content=make.PDF, **options) -> File:
    return actions.store(**{"upload": upload(name, content), "by": None, "at": NOON, **options})


def on_disk(place) -> set[str]:
    return {path.name for path in place.rglob("*") if path.is_file()}


def test_store_keeps_the_content_and_what_it_is():
    kim = UserFactory()

    file = store("보고서.pdf", by=kim)

    file.refresh_from_db()
    assert (file.name, file.size, file.content_type) == (
        "보고서.pdf",
        len(make.PDF),
        "application/pdf",
    )
    assert file.sha256 == hashlib.sha256(make.PDF).hexdigest()
    assert (file.uploaded_by, file.uploaded_at) == (kim, NOON)
    assert file.path.read_bytes() == make.PDF
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert "pdf" not in file.path.name
    event = AuditEvent.objects.get()
    assert (event.action, event.details["content_type"]) == ("file.stored", "application/pdf")


def test_store_takes_a_large_upload_in_pieces(monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 10)

    assert store().path.read_bytes() == make.PDF


def test_store_refuses_and_leaves_nothing(place):
    with pytest.raises(RuleBroken, match="Send one of these"):
        store(allowed=contents.WORKBOOKS)

    assert not File.objects.exists()
    assert not on_disk(place)


def test_there_is_no_row_without_a_file(monkeypatch, place):
    def full(_target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(actions, "_flush", full)

    with pytest.raises(OSError, match="No space left"):
        store()

    assert not File.objects.exists()


def test_an_empty_file_cannot_have_a_row():
    with pytest.raises(IntegrityError):
        File.objects.create(name="a", size=0, content_type="x", sha256="x", uploaded_at=NOON)


def test_delete_removes_the_content_when_that_is_certain(django_capture_on_commit_callbacks):
    file = store()
    path = file.path

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete(file=file, by=None, at=NOON)
        assert path.exists()

    assert not path.exists()
    assert not File.objects.exists()
    assert AuditEvent.objects.filter(action="file.deleted").exists()


def test_sweep_removes_what_has_no_row_and_is_a_day_old(place):
    kept, young = store(), store()
    with transaction.atomic():
        orphan = store()
        transaction.set_rollback(True)
    File.objects.filter(pk=young.pk).delete()
    unfinished = kept.path.with_name("0" * 32 + ".part")
    unfinished.write_bytes(b"half")
    for path in (kept.path, orphan.path, unfinished):
        os.utime(path, (LONG_AGO, LONG_AGO))
    actions.sweep.enqueue()

    Loop().turn()

    assert on_disk(place) == {kept.uuid.hex, young.uuid.hex}


def test_sweep_finds_nothing_where_nothing_was_ever_stored(place):
    result = actions.sweep.enqueue()

    Loop().turn()

    result.refresh()
    assert result.return_value == 0


def test_sweep_removes_what_a_kill_left_of_removed_content(place):
    kept, removed = store(), store()
    with transaction.atomic():
        actions.remove_content(file=removed, by=None, at=NOON)
    removed.path.write_bytes(b"the process was killed after the commit")
    actions.sweep.enqueue()

    Loop().turn()

    assert on_disk(place) == {kept.uuid.hex}
    assert File.objects.filter(pk=removed.pk).exists()
