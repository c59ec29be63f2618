"""The equipment of the tests themselves: what is not run is said, PostgreSQL is thrown away."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from dure.config import machine
from tests import postgresql, suite

pytest_plugins = ["pytester"]
TEST = """
import pytest

@pytest.mark.browser
def test_page():
    pass

def test_plain():
    pass

@pytest.mark.postgresql
def test_elsewhere():
    pass
"""
CONFTEST = """
from dure.config import machine
from tests import not_run

not_run.NEEDS["browser"] = (machine.BROWSER, lambda: {present})
"""


@pytest.fixture
def inner(pytester):
    """A small suite of its own, on a machine with or without a browser."""

    def run(*, present, **environment):
        pytester.makepyfile(test_it=TEST)
        pytester.makeconftest(CONFTEST.format(present=present))
        pytester.makeini(
            "[pytest]\naddopts = -p tests.not_run\n"
            "DJANGO_SETTINGS_MODULE = dure.config.settings.test\n"
        )
        root = Path(__file__).resolve().parents[1]
        command = [sys.executable, "-m", "pytest", "--not-run-file=lines", "-p", "no:cacheprovider"]
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("DURE_", "DJANGO_"))}
        done = subprocess.run(
            command,
            cwd=pytester.path,
            env=clean | {"PYTHONPATH": str(root)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done, (pytester.path / "lines").read_text()

    return run


def test_what_the_machine_lacks_is_named_with_what_installs_it(inner):
    done, lines = inner(present=False)

    assert done.returncode == 0
    assert "not run on this machine" in done.stdout
    assert "a Chromium browser is missing; install it with: " in lines
    assert "(1 test)" in lines
    assert "1 passed, 1 skipped, 1 deselected" in done.stdout.splitlines()[-1]


def test_where_everything_is_required_a_missing_part_is_a_failure(inner):
    done, _ = inner(present=False, DURE_REQUIRE_ALL="1")

    assert done.returncode == 1


def test_with_everything_there_nothing_is_said(inner):
    done, lines = inner(present=True, DURE_REQUIRE_ALL="1")

    assert done.returncode == 0
    assert lines == ""
    assert "not run" not in done.stdout


@pytest.fixture
def runs(monkeypatch):
    """Which pytest runs the suite would start; each names one thing that was not run."""
    called = []

    def run(arguments, environment):
        called.append((arguments, environment))
        return 0, ["PDF files: libpango is missing"]

    monkeypatch.setattr(suite, "run", run)
    monkeypatch.delenv("DURE_REQUIRE_ALL", raising=False)
    monkeypatch.delenv("DURE_COVERAGE", raising=False)
    return called


def test_a_machine_without_postgresql_ends_with_what_installs_it(runs, monkeypatch, capsys):
    monkeypatch.setattr(machine, "has_postgresql", lambda: False)

    assert suite.main(["sqlite", "postgresql"]) == 0

    assert len(runs) == 1
    last = capsys.readouterr().out.splitlines()
    assert last[-3] == "Not run on this machine:"
    assert "PostgreSQL's server is missing; install it with: " in last[-1]


def test_in_ci_nothing_may_be_missing(runs, monkeypatch):
    monkeypatch.setenv("DURE_REQUIRE_ALL", "1")

    assert suite.main(["sqlite"]) == 1


def test_coverage_is_measured_when_asked(runs, monkeypatch):
    monkeypatch.setenv("DURE_COVERAGE", "1")

    suite.main(["sqlite"])

    assert "--cov" in runs[0][0]


def test_a_postgresql_that_does_not_start_is_a_failure(runs, monkeypatch, capsys):
    def refuse():
        raise postgresql.NotStarted("no memory")

    monkeypatch.setattr(machine, "has_postgresql", lambda: True)
    monkeypatch.setattr(suite, "throw_away", refuse)

    assert suite.main(["postgresql"]) == 1
    assert "its server did not start: no memory" in capsys.readouterr().out


@pytest.mark.skipif(not machine.has_postgresql(), reason="named at the end of `make test`")
def test_a_throw_away_postgresql_answers_and_leaves_nothing():
    binaries = machine.postgresql_binaries()
    with postgresql.throw_away() as place:
        answer = subprocess.run(
            [binaries / "psql", "--no-psqlrc", "-Atc", "select 6 * 7"],
            env=os.environ | place,
            capture_output=True,
            text=True,
            check=True,
        )
        folder = Path(place["PGHOST"])
        assert folder.is_dir()

    assert answer.stdout == "42\n"
    assert not folder.exists()


def test_root_starts_postgresql_as_somebody_else(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert postgresql._somebody_else() == {}

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert postgresql._somebody_else()["user"] != 0

    def unknown(name):
        raise KeyError(name)

    monkeypatch.setattr(pwd, "getpwnam", unknown)
    with pytest.raises(postgresql.NotStarted, match="refuses to run as root"):
        postgresql._somebody_else()


def test_a_missing_server_is_said(monkeypatch):
    monkeypatch.setattr(machine, "postgresql_binaries", lambda: None)

    with pytest.raises(postgresql.NotStarted, match="not installed"), postgresql.throw_away():
        pass
