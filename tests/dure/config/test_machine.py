import os
import shutil
from pathlib import Path

import pytest

from dure.config import machine
from dure.config.machine import Part

THING = Part("a thing", "much", {"apt-get": "-y thing", "dnf": "-y thing", "brew": "thing"})


@pytest.mark.parametrize(
    ("manager", "user", "command"),
    [
        ("apt-get", 0, "apt-get install -y thing"),
        ("apt-get", 1000, "sudo apt-get install -y thing"),
        ("dnf", 1000, "sudo dnf install -y thing"),
        ("brew", 501, "brew install thing"),
        ("none", 0, "apt-get install -y thing"),
    ],
)
def test_the_command_that_installs_fits_the_machine(manager, user, command, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: name if name == manager else None)
    monkeypatch.setattr(os, "geteuid", lambda: user)

    assert THING.install == command


def test_a_part_may_have_a_command_of_its_own():
    assert machine.TYPE_FACE.install == "make setup"


def test_postgresql_is_found_on_the_path(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / name))

    assert machine.postgresql_binaries() == tmp_path


def test_of_several_postgresqls_the_newest_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for version in ("9.6", "15", "16", "current"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()

    assert machine.postgresql_binaries([f"{tmp_path}/*/bin"]) == tmp_path / "16" / "bin"


def test_without_postgresql_there_is_none(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda _: None)

    assert machine.postgresql_binaries([f"{tmp_path}/*/bin"]) is None


def test_a_browser_goes_by_many_names(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "google-chrome" else None)
    assert machine.has_browser()

    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert not machine.has_browser()


def test_a_library_that_is_not_there_is_not_loaded(monkeypatch):
    monkeypatch.setattr(machine, "PANGO", ("no-such-library",))

    assert not machine.has_libpango()


def test_the_type_face_is_where_npm_puts_it(settings, tmp_path):
    settings.TYPE_FACE = tmp_path
    assert machine.has_type_face()

    settings.TYPE_FACE = Path(tmp_path / "none")
    assert not machine.has_type_face()


def test_postgresql_is_there_when_its_programs_are(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "postgresql_binaries", lambda: tmp_path)
    assert machine.has_postgresql()

    monkeypatch.setattr(machine, "postgresql_binaries", lambda: None)
    assert not machine.has_postgresql()
