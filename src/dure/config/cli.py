"""``dure``: the one command-line entry."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured

# ruff: noqa: PLC0415 - what a command imports waits until the settings are chosen

DEMO = "dure.config.settings.demo"
DEV = "dure.config.settings.dev"
DESCRIPTION = """The platform on which an industrial mini-cluster is run, connected and measured.

Settings: DJANGO_SETTINGS_MODULE where it is set (a site: dure.config.settings.prod),
else those of the demo, for `dure manage` those of development. All of them work on var/."""
PASSED_ON = {
    "manage": "Django's own commands: `dure manage help` lists them",
    "work": "do what waits in the background queue, until stopped",
    "reproduce": "recompute the tables and figures of the Gumi paper from the records",
}


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEV if given[:1] == ["manage"] else DEMO)
    try:
        return run(given)
    except (ImproperlyConfigured, OSError) as error:
        return complain(sentence_of(error))
    except KeyboardInterrupt:
        return 130


def run(given: list[str]) -> int:
    if given[:1] and given[0] in PASSED_ON:
        return pass_on(given)
    options = parser().parse_args(given)
    if options.command is None:
        parser().print_help()
        return 0
    done: int = options.run(options)
    return done


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="dure",
        description=DESCRIPTION,
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(
            prog, max_help_position=18, width=99
        ),
    )
    commands = whole.add_subparsers(dest="command", metavar="command", title="commands")

    one = commands.add_parser("demo", help="the Gumi case on this machine, alive")
    one.add_argument("--port", type=port, default=8000)
    one.add_argument("--prepare-only", action="store_true", help="load, but do not serve")
    one.set_defaults(run=demo)

    one = commands.add_parser("doctor", help="check this installation, say how to mend it")
    one.set_defaults(run=doctor)

    one = commands.add_parser("migrate", help="bring the database to this version of Dure")
    one.set_defaults(run=migrate)

    for name, meaning in PASSED_ON.items():
        commands.add_parser(name, help=meaning)

    one = commands.add_parser("translations", help="the Korean catalogues: update, compile, check")
    one.add_argument("deed", choices=["update", "compile", "check"])
    one.add_argument("app", nargs="*", help="only these apps")
    one.add_argument("--prune", action="store_true", help="forget what is no longer said")
    one.set_defaults(run=translations)

    one = commands.add_parser("docs", help="write the generated pages of docs/reference")
    one.add_argument("--check", action="store_true", help="only say which are out of date")
    one.set_defaults(run=docs)

    one = commands.add_parser("secret", help="print a new SECRET_KEY for a site")
    one.set_defaults(run=secret)
    return whole


def port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def pass_on(given: list[str]) -> int:
    """To Django, as `manage.py` would: with its own help and options."""
    from django.core.management import execute_from_command_line

    name, rest = given[0], given[1:]
    if name == "reproduce" and not is_prepared():
        return complain("There is no database yet: `dure demo --prepare-only` loads the Gumi case.")
    execute_from_command_line(["dure manage", *rest] if name == "manage" else ["dure", *given])
    return 0


def is_prepared() -> bool:
    django.setup()
    from django.db import connection

    return "community_group" in connection.introspection.table_names()


def demo(options: argparse.Namespace) -> int:
    django.setup()
    from dure.config import demo

    try:
        return demo.main(port=options.port, serve=not options.prepare_only)
    except demo.NotPossible as error:
        return complain(str(error))


def doctor(_options: argparse.Namespace) -> int:
    django.setup()
    from dure.config import doctor

    return doctor.main()


def migrate(_options: argparse.Namespace) -> int:
    # A table that is in use must not make the whole site wait behind us.
    os.environ.setdefault("PGOPTIONS", "-c lock_timeout=4s")
    django.setup()
    from dure.config import preparation

    preparation.migrate()
    return 0


def translations(options: argparse.Namespace) -> int:
    from dure.config import translations

    chosen = [app for app in translations.apps() if not options.app or app.name in options.app]
    if options.deed == "update":
        translations.update(chosen, prune=options.prune)
    elif options.deed == "compile":
        translations.compile_all()
    else:
        return complain(*translations.complaints())
    return 0


def docs(options: argparse.Namespace) -> int:
    django.setup()
    from dure.config import reference

    if options.check:
        outdated = reference.outdated(parser())
        return complain(*(f"{path} is out of date: make docs" for path in outdated))
    reference.write(parser())
    return 0


def secret(_options: argparse.Namespace) -> int:
    from dure.config import secrets

    print(secrets.new())  # noqa: T201
    return 0


def complain(*sentences: str) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201
    return 1 if sentences else 0


def sentence_of(error: Exception) -> str:
    if isinstance(error, OSError):
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return (
                f"Dure may not write here: {error.filename}\n"
                "Start it as the user who owns that folder, or from a copy of your own."
            )
        if error.errno == errno.ENOSPC:
            return "The disk is full. Make room, and start the same command again."
        raise error
    return str(error)


if __name__ == "__main__":
    sys.exit(main())
