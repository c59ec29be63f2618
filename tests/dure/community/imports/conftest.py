from __future__ import annotations

import datetime as dt

import pytest

from dure.community.import_rows.models import Import
from dure.community.imports import actions
from dure.core.queue.engine.worker import Loop
from dure.core.queue.models import Job
from tests.factories import NOON

from . import workbooks

DAY = dt.date(2012, 1, 1)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def work() -> None:
    """Everything that waits is done, and nothing of it failed."""
    Loop().run_until_empty()
    assert [job.errors for job in Job.objects.all() if job.errors] == []


@pytest.fixture
def bring(cast):
    """Upload a workbook and have it read."""

    def bring(content: bytes, name: str = "회원명부.xlsx", **options) -> Import:
        said = {"complex": cast.complex, "group": cast.group, "starts_on": DAY} | options
        source = actions.upload(
            upload=workbooks.upload(content, name), by=cast.coordinator, at=NOON, **said
        )
        work()
        source.refresh_from_db()
        return source

    return bring


@pytest.fixture
def record(cast):
    """Confirm an import and have it written."""

    def record(source: Import, *, replaces: bool = False) -> Import:
        actions.confirm(source=source, replaces=replaces, by=cast.coordinator, at=NOON)
        work()
        source.refresh_from_db()
        return source

    return record


@pytest.fixture
def take_back(cast):
    def take_back(source: Import) -> Import:
        actions.undo(source=source, by=cast.coordinator, at=NOON)
        work()
        source.refresh_from_db()
        return source

    return take_back
