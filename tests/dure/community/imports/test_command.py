from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from dure.community.import_rows.models import Import, Status
from dure.community.imports import actions
from dure.community.models import Membership, Organisation
from dure.core.queue.models import Job

from . import workbooks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(cast, tmp_path, capsys):
    def run(content: bytes, **options) -> str:
        path = tmp_path / "members.xlsx"
        path.write_bytes(content)
        said = {"complex": cast.complex.name_ko, "by": cast.coordinator.email} | options
        call_command("import_members", path, **said)
        return "".join(capsys.readouterr())

    return run


def test_a_dry_run_records_nothing(run):
    rows = [workbooks.member(0), [*workbooks.member(1)[:2], "123", *workbooks.member(1)[3:]]]

    told = run(workbooks.workbook(rows), dry_run=True)

    assert "2 rows: 1 New, 1 Error" in told
    assert "row 6, not recorded: " in told
    assert "row 7, left out as totals: 합 계 2개사" in told
    assert not Import.objects.exists()
    assert Organisation.objects.count() == 1


def test_members_are_imported_once(run, cast):
    before = Membership.objects.count()
    told = run(workbooks.members(3), group=cast.group.name_ko, since="2012-01-01")

    assert "is recorded. Organisations: 3" in told
    assert Membership.objects.count() == before + 3
    again = run(workbooks.members(3), group=cast.group.name_ko, since="2012-01-01")
    assert "There is nothing to record." in again
    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"by": "nobody@example.com"}, "no such account"),
        ({"complex": "달"}, "no such complex"),
        ({"group": "달"}, "no such group"),
    ],
)
def test_what_is_not_there_is_said(options, sentence, run):
    with pytest.raises(CommandError, match=sentence):
        run(workbooks.members(1), **options)


def test_who_may_not_import_cannot(run, cast):
    with pytest.raises(CommandError, match="no such complex that this account may edit"):
        run(workbooks.members(1), by=cast.auditor.email)


def test_a_file_that_is_none_is_said(run, cast, tmp_path):
    with pytest.raises(CommandError, match="broken or no workbook"):
        run(b"PK\x03\x04 broken")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(
            "import_members",
            tmp_path / "none.xlsx",
            complex=cast.complex.name_ko,
            by=cast.coordinator.email,
        )


def test_what_stands_still_or_cannot_be_read_is_said(run, monkeypatch):
    book = workbooks.members(1)  # one file: another of the same rows bears another time
    monkeypatch.setattr(actions.rows.prepare.__class__, "enqueue", lambda *_args: None)
    with pytest.raises(CommandError, match="gave up"):
        run(book)
    assert not Job.objects.exists()
    Import.objects.update(status=Status.UNREADABLE, reason={"en": "Torn."})
    with pytest.raises(CommandError, match="Torn"):
        run(book)
