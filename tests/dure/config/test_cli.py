import errno

import pytest
from django.core.exceptions import ImproperlyConfigured

from dure.config import cli


def test_help_lists_every_command(capsys):
    assert cli.main([]) == 0

    listed = capsys.readouterr().out
    for command in ["demo", "doctor", "migrate", "manage", "work", "reproduce", "translations"]:
        assert f"    {command}" in listed


def test_manage_reaches_djangos_commands(capsys):
    assert cli.main(["manage", "version"]) == 0

    assert capsys.readouterr().out.startswith("5.2")


@pytest.mark.parametrize("text", ["x", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(text, capsys):
    with pytest.raises(SystemExit):
        cli.main(["demo", f"--port={text}"])

    assert "a port is a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.django_db
def test_reproduce_without_a_database_says_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(cli, "is_prepared", lambda: False)

    assert cli.main(["reproduce"]) == 1

    assert "dure demo --prepare-only" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_database_with_tables_is_prepared():
    assert cli.is_prepared()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ImproperlyConfigured("SECRET_KEY: needed"), "SECRET_KEY: needed"),
        (PermissionError(13, "Permission denied", "/x/var"), "may not write here: /x/var"),
        (OSError(errno.EROFS, "Read-only file system", "/x/var"), "may not write here: /x/var"),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full."),
    ],
)
def test_what_the_machine_refuses_becomes_a_sentence(error, sentence, monkeypatch, capsys):
    def refuse(given):
        raise error

    monkeypatch.setattr(cli, "run", refuse)

    assert cli.main(["doctor"]) == 1
    assert sentence in capsys.readouterr().err


def test_another_failure_of_the_machine_keeps_its_traceback(monkeypatch):
    def fail(given):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(cli, "run", fail)

    with pytest.raises(OSError, match="Input/output error"):
        cli.main(["doctor"])


def test_ctrl_c_ends_without_a_traceback(monkeypatch):
    def interrupt(given):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupt)

    assert cli.main(["doctor"]) == 130


def test_each_secret_is_new(capsys):
    cli.main(["secret"])
    cli.main(["secret"])

    one, other = capsys.readouterr().out.split()
    assert one != other
    assert len(one) > 60


def test_translations_are_updated_compiled_and_checked(monkeypatch, capsys):
    done = []
    monkeypatch.setattr("dure.config.translations.update", lambda apps, prune: done.append(apps))
    monkeypatch.setattr("dure.config.translations.compile_all", lambda: done.append("compiled"))
    monkeypatch.setattr("dure.config.translations.complaints", lambda: ["core: missing: 'x'"])

    assert cli.main(["translations", "update", "core"]) == 0
    assert cli.main(["translations", "compile"]) == 0
    assert cli.main(["translations", "check"]) == 1

    assert [app.name for app in done[0]] == ["core"]
    assert done[1] == "compiled"
    assert capsys.readouterr().err == "core: missing: 'x'\n"


def test_migrate_does_not_wait_long_for_a_busy_table(monkeypatch):
    monkeypatch.delenv("PGOPTIONS", raising=False)
    called = []
    monkeypatch.setattr(
        "dure.config.preparation.call_command", lambda name, **_: called.append(name)
    )

    assert cli.main(["migrate"]) == 0

    assert called == ["migrate", "createcachetable", "load_industries"]
    assert cli.os.environ["PGOPTIONS"] == "-c lock_timeout=4s"
    monkeypatch.delenv("PGOPTIONS")
