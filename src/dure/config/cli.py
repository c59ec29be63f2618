"""``dure``: the one command-line entry."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

DEFAULT_SETTINGS = "dure.config.settings.dev"


def main(arguments: Sequence[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS)
    options, rest = _parser().parse_known_args(arguments)
    if options.command == "manage":
        return _manage(rest)
    if options.command == "translations":
        return _translations(options)
    _parser().print_help()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dure")
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser("manage", add_help=False, help="Django's own commands")
    translations = commands.add_parser("translations", help="update, compile, check")
    translations.add_argument("deed", choices=["update", "compile", "check"])
    translations.add_argument("apps", nargs="*")
    translations.add_argument("--prune", action="store_true")
    return parser


def _manage(rest: list[str]) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["dure manage", *rest])
    return 0


def _translations(options: argparse.Namespace) -> int:
    from dure.config import translations  # noqa: PLC0415

    chosen = [app for app in translations.apps() if not options.apps or app.name in options.apps]
    if options.deed == "update":
        translations.update(chosen, prune=options.prune)
    elif options.deed == "compile":
        translations.compile_all()
    else:
        complaints = translations.complaints()
        for line in complaints:
            print(line)  # noqa: T201
        return 1 if complaints else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
