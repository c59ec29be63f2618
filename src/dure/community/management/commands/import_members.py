from __future__ import annotations

import argparse
import datetime as dt
import time
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone, translation

from dure.accounts.models import User
from dure.community.complexes.models import Complex
from dure.community.groups.models import Group
from dure.community.import_rows import queries as rows
from dure.community.import_rows.models import Import, RowState, Status
from dure.community.imports import actions, queries
from dure.core.clock import today
from dure.core.errors import RuleBroken
from dure.core.queue.engine.worker import Loop

PAUSE = 0.2
TOLD = (RowState.ERROR, RowState.CHOOSE)
AS = {"total": "totals", "heading": "a repeated heading", "note": "a note"}


class Command(BaseCommand):
    help = "Import a members' workbook (.xlsx or .csv) as the pages do, on behalf of somebody."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--complex", required=True, help="name of the industrial complex")
        parser.add_argument("--by", required=True, help="e-mail of who imports, and may")
        parser.add_argument("--group", help="name of the group that every row joins")
        parser.add_argument("--since", type=dt.date.fromisoformat, help="YYYY-MM-DD; else today")
        parser.add_argument("--replace", action="store_true", help="replace what differs")
        parser.add_argument("--dry-run", action="store_true", help="read and compare only")

    def handle(self, **options: Any) -> None:
        try:
            with translation.override("en"):
                self._bring(options)
        except RuleBroken as broken:
            raise CommandError(str(broken)) from broken

    def _bring(self, options: dict[str, Any]) -> None:
        by = _one(User.objects.filter(is_active=True), "account", email__iexact=options["by"])
        complexes = Complex.objects.editable_by(by)
        complex_ = _named(complexes, "complex that this account may edit", options["complex"])
        group = None
        if options["group"]:
            groups = Group.objects.filter(complex=complex_, ended_on=None)
            group = _named(groups, "group at work in this complex", options["group"])
        source = _upload(options, complex_, group, by)
        _work(source)
        self._tell(source)
        if options["dry_run"]:
            actions.discard(source=source, by=by, at=timezone.now())
            self.stdout.write("Nothing was recorded.")
            return
        if not source.rows.to_enter().exists():
            actions.discard(source=source, by=by, at=timezone.now())
            self.stdout.write("There is nothing to record.")
            return
        replaces = options["replace"]
        confirmed = actions.confirm(source=source, replaces=replaces, by=by, at=timezone.now())
        _work(confirmed)
        self._tell_result(confirmed)

    def _tell(self, source: Import) -> None:
        counts = rows.counts(source)
        said = [f"{counts[s.value]} {s.label}" for s in RowState if s.value in counts]
        self.stdout.write(f"{source.n_rows} rows: {', '.join(said) or 'none'}")
        for number, why, text in source.rows_left_out:
            self.stderr.write(f"  row {number}, left out as {AS[why]}: {text}")
        for row in source.rows.filter(state__in=TOLD).order_by("number"):
            why = " ".join(problem.sentence for problem in row.told)
            self.stderr.write(f"  row {row.number}, not recorded: {why}")

    def _tell_result(self, source: Import) -> None:
        result = queries.result(source)
        if result is None:
            raise CommandError("It could not be written to its end; its page says what to do.")
        said = [f"{label}: {n}" for label, n in result.made]
        said += [f"fields filled or replaced: {result.n_changed}"] if result.n_changed else []
        said += [f"differing fields left as they were: {result.n_left}"] if result.n_left else []
        self.stdout.write(f"Import {source.pk} is recorded. {', '.join(said)}")


def _upload(options: dict[str, Any], complex_: Complex, group: Group | None, by: User) -> Import:
    try:
        with options["file"].open("rb") as content:
            return actions.upload(
                complex=complex_,
                group=group,
                starts_on=options["since"] or today(),
                upload=File(content, name=options["file"].name),
                by=by,
                at=timezone.now(),
            )
    except OSError as wrong:
        raise CommandError(f"{options['file']} cannot be read: {wrong.strerror}") from wrong


def _work(source: Import) -> None:
    """As a worker does, beside those that run."""
    while source.is_at_work:
        Loop().run_until_empty()
        source.refresh_from_db()
        if rows.is_stuck(source):
            raise CommandError("The background work gave up; the page of the import says more.")
        if source.is_at_work:
            time.sleep(PAUSE)
    if source.status == Status.UNREADABLE:
        raise CommandError(str(source.reason.get("en", "The workbook cannot be read.")))


def _named(rows: Any, what: str, name: str) -> Any:
    return _one(rows.filter(Q(name_ko__iexact=name) | Q(name_en__iexact=name)), what)


def _one(rows: Any, what: str, **lookup: str) -> Any:
    found = list(rows.filter(**lookup)[:2])
    if len(found) != 1:
        raise CommandError(f"There {'are several' if found else 'is no'} such {what}.")
    return found[0]
