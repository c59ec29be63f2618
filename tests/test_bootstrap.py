"""`make` on a machine that lacks things: each time a sentence that says what to do."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("make", "sh", "env", "awk")


@pytest.fixture
def copy(tmp_path):
    """A fresh copy of what `make` reads before anything is installed."""
    folder = tmp_path / "dure"
    folder.mkdir()
    for name in ("Makefile", "tools", "requirements", "package.json", "package-lock.json", "src"):
        source = ROOT / name
        if name == "src":
            (folder / "src").mkdir()
        elif source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture
def bin_folder(tmp_path):
    """A path on which there is make and a shell, and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


@pytest.fixture
def bootstrap(copy, monkeypatch):
    """tools/bootstrap.py, as a module that works on the copy and runs nothing."""
    spec = importlib.util.spec_from_file_location("bootstrap", copy / "tools" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make(target, folder, **environment):
    return subprocess.run(
        [shutil.which("make"), target],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def script(folder, name, text):
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_make_alone_lists_what_can_be_made(copy):
    listed = make("help", copy).stdout

    for target in ["demo", "setup", "test", "check", "bench"]:
        assert f"\n  {target} " in listed


def test_without_python_it_says_how_to_get_it(copy, bin_folder):
    done = make("demo", copy, PATH=str(bin_folder))

    assert done.returncode != 0
    assert "Dure needs Python 3.11 or newer, and none was found." in done.stdout
    assert "sudo apt-get install -y python3 python3-venv" in done.stdout


def test_a_python_shim_that_does_not_run_is_passed_over(copy, bin_folder):
    script(bin_folder, "python3.11", "echo 'python3.11: command not found' >&2; exit 127")
    script(bin_folder, "python3.12", "exit 0")
    script(bin_folder, "python3", f"touch {copy}/wrong")

    make("run-setup", copy, PATH=str(bin_folder))

    assert not (copy / "wrong").exists()


def test_an_old_python_is_told_the_version(bootstrap, monkeypatch, capsys):
    class Old(tuple):
        __slots__ = ()

    monkeypatch.setattr(sys, "version_info", Old((3, 10, 2)))

    with pytest.raises(SystemExit):
        bootstrap.main("run")

    assert "Dure needs Python 3.11 or newer" in capsys.readouterr().err


def test_a_read_only_folder_is_told(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    with pytest.raises(SystemExit):
        bootstrap.main("run")

    assert "This folder cannot be written to" in capsys.readouterr().err


def test_what_cannot_be_installed_is_told_with_the_installers_words(bootstrap, capsys):
    with pytest.raises(SystemExit):
        bootstrap.run([sys.executable, "-c", "raise SystemExit('no network')"], "Do this.")
    with pytest.raises(SystemExit):
        bootstrap.run(["/no/such/program"], "Do that.")

    said = capsys.readouterr().err
    assert "no network\n\nDo this." in said
    assert "Do that." in said


def done_with(bootstrap, *locks):
    Path(bootstrap.BIN).mkdir(parents=True)
    (Path(bootstrap.BIN) / "python").touch()
    bootstrap.write(f"{bootstrap.VENV}/.dure-place", bootstrap.ROOT)
    for lock in locks:
        bootstrap.write(bootstrap.stamp(lock), bootstrap.state(lock))


def test_the_second_time_nothing_is_installed(bootstrap):
    done_with(bootstrap, "run.txt")

    assert bootstrap.is_done("run")
    assert not bootstrap.is_done("dev")


def test_a_changed_lock_is_installed_again(bootstrap, copy):
    done_with(bootstrap, "run.txt")

    (copy / "requirements" / "run.txt").write_text("another==1\n")

    assert not bootstrap.is_done("run")


def test_a_folder_that_was_moved_makes_its_environment_anew(bootstrap):
    done_with(bootstrap, "run.txt")

    bootstrap.write(f"{bootstrap.VENV}/.dure-place", "/somewhere/else")

    assert not bootstrap.is_done("run")


def test_without_npm_and_network_pages_use_the_system_s_fonts(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap, "succeeds", lambda command, **_: False)

    bootstrap.type_face()

    said = capsys.readouterr().out
    assert "pages use the fonts of the system" in said
    assert "sudo apt-get install -y npm" in said


def test_the_type_face_is_fetched_once(bootstrap, copy, monkeypatch):
    calls = []

    def fetch(command, **_):
        calls.append(command[-2:])
        (copy / "node_modules").mkdir(exist_ok=True)
        return True

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap, "succeeds", fetch)

    bootstrap.type_face()
    bootstrap.type_face()

    assert calls == [["ci", "--ignore-scripts"]]
