import datetime as dt
import re
import shutil
import smtplib
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from dure.config import doctor
from dure.config.doctor import State
from dure.core.queue.models import Job, Status, Worker


def fail(error):
    def raise_it(*args, **kwargs):
        raise error

    return raise_it


@pytest.fixture
def at_work(db):
    now = timezone.now()
    return Worker.objects.create(name="one", started_at=now, seen_at=now)


@pytest.mark.django_db
def test_a_sound_installation_is_said_to_be_so(at_work, settings, tmp_path, capsys):
    settings.VAR = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "plain"}}

    assert doctor.main() == 0

    said = capsys.readouterr().out
    assert "!!" not in said
    assert re.search(r"the queue: 1 at work, heard of \d+ seconds ago, 0 jobs wait", said)


@pytest.mark.django_db
def test_without_a_worker_it_says_how_to_start_one(capsys):
    assert doctor.main() == 1

    assert "dure work" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_worker_that_fell_silent_does_not_count(at_work):
    Worker.objects.update(seen_at=timezone.now() - dt.timedelta(minutes=2))

    assert doctor.worker().state is State.BROKEN


@pytest.mark.django_db
def test_jobs_that_failed_for_good_are_counted():
    assert doctor.failed_jobs().state is State.SOUND
    now = timezone.now()
    Job.objects.create(
        task="x", status=Status.FAILED, enqueued_at=now, run_after=now, finished_at=now
    )

    assert doctor.failed_jobs().what == "the queue: 1 jobs failed for good"


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(connection, "ensure_connection", fail(OperationalError("no route\nmore")))

    *_, last = doctor.database()

    assert last.state is State.BROKEN
    assert last.what.endswith("cannot be reached: no route")


@pytest.mark.django_db
def test_migrations_that_wait_are_counted(monkeypatch):
    monkeypatch.setattr(doctor, "_migrations", lambda: 2)

    *_, last = doctor.database()

    assert last.what == "the database waits for 2 migrations"
    assert "dure migrate" in last.mend


@pytest.mark.django_db
def test_a_cache_without_its_table_is_broken(monkeypatch):
    monkeypatch.setattr(doctor.cache, "get", fail(OperationalError("no such table")))

    assert doctor.shared_cache().state is State.BROKEN


def library_of(monkeypatch, **attributes):
    found = SimpleNamespace(vendor="postgresql", ensure_connection=lambda: None, **attributes)
    monkeypatch.setattr(doctor, "connection", found)
    return found


def test_the_sqlite_that_loses_rows_is_refused(monkeypatch):
    library_of(monkeypatch).vendor = "sqlite"
    monkeypatch.setattr(doctor.sqlite, "is_sound", lambda: False)
    assert doctor.library().state is State.BROKEN

    monkeypatch.undo()
    library_of(monkeypatch).vendor = "sqlite"
    assert doctor.library().state is State.SOUND


def test_postgresql_must_be_new_enough(monkeypatch):
    library_of(monkeypatch, pg_version=150018)
    assert doctor.library().what == "PostgreSQL 15"
    library_of(monkeypatch, pg_version=140002)
    assert doctor.library().state is State.BROKEN
    library_of(monkeypatch).ensure_connection = fail(OperationalError("refused"))
    assert doctor.library().what == "PostgreSQL does not answer"


def test_a_folder_that_cannot_be_written_to_is_broken(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.VAR = tmp_path / "file" / "var"

    assert doctor.files().state is State.BROKEN
    assert "DURE_VAR" not in doctor.files().mend


def test_another_folder_is_advised_where_the_settings_read_it(settings, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    settings.VAR = tmp_path / "file" / "var"
    monkeypatch.setattr(doctor, "_settings", lambda: "prod")

    assert doctor.files().mend.endswith("or set DURE_VAR to another folder")


def test_a_disk_that_runs_full_is_broken(monkeypatch, settings, tmp_path):
    settings.VAR = tmp_path / "not" / "yet"
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1024**3))

    assert doctor.disk().what == "only 1.0 GiB of disk are free"


def test_static_files_must_be_collected_where_they_are_hashed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "x.ManifestStorage"}}
    assert doctor.static().state is State.BROKEN

    (tmp_path / "staticfiles.json").touch()
    assert doctor.static().state is State.SOUND


def test_korean_must_be_compiled(monkeypatch, tmp_path):
    app = SimpleNamespace(catalogue=tmp_path / "django.po", compiled=tmp_path / "django.mo")
    app.catalogue.touch()
    monkeypatch.setattr(doctor.translations, "apps", lambda: [app])
    assert doctor.catalogues().state is State.BROKEN

    app.compiled.touch()
    assert doctor.catalogues().state is State.SOUND


def test_letters_are_kept_here_or_the_server_is_asked(settings, monkeypatch):
    settings.EMAIL_BACKEND = "dure.core.mail.backends.FileBackend"
    assert "FileBackend keeps them here" in doctor.letters().what

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr(mail, "get_connection", fail(smtplib.SMTPAuthenticationError(535, b"who?")))
    assert doctor.letters().state is State.BROKEN

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.undo()


def test_a_server_that_greets_takes_letters(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    monkeypatch.setattr("smtplib.SMTP", lambda *a, **k: SimpleNamespace(quit=lambda: None))

    assert doctor.letters().state is State.SOUND


def test_what_only_adorns_is_lacking_not_broken():
    found = doctor.part(doctor.machine.LIBPANGO, lambda: False)

    assert found.state is State.LACKING
    assert "install" in found.mend


def test_recent_errors_are_told_with_their_number(settings, tmp_path):
    settings.VAR = tmp_path
    assert doctor.errors().state is State.SOUND

    (tmp_path / "log").mkdir()
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M:%S")
    line = f"{now},123 ERROR django.request [K7QM3X] Internal Server Error: /imports/1/\n"
    (tmp_path / "log" / "web.log").write_text(line)

    found = doctor.errors()
    assert found.state is State.LACKING
    assert "1 errors" not in found.what
    assert "K7QM3X" in found.what
    assert "web.log" in found.mend
