from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from dure.evidence.reproduction import comparison, printing


class Command(BaseCommand):
    help = "Recompute the tables and figures of the Gumi paper from the records."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--table", choices=comparison.TABLES, help="only this one")
        parser.add_argument("--language", choices=["en", "ko"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            report = comparison.report()
            if report is None:
                raise CommandError(
                    "The Gumi case is not loaded: run `dure demo --prepare-only` "
                    "(or `dure manage load_gumi`) first."
                )
            tables = [options["table"]] if options["table"] else list(comparison.TABLES)
            if options["format"] == "json":
                lines = [line for line in report.lines if line.table in tables]
                self.stdout.write(printing.as_json(lines))
            else:
                self.stdout.write("\n".join(printing.as_text(report, tables)))
