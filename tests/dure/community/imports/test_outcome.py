"""What a page says was done; and what can be done when nothing goes on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dure.community.import_rows import actions as rows
from dure.community.import_rows import queries as reading
from dure.community.import_rows.models import Import, Status
from dure.community.imports import actions, queries
from dure.community.models import Organisation
from dure.community.workbooks.sheets import Unreadable
from dure.core.errors import RuleBroken
from dure.core.queue.models import Job
from tests.factories import NOON, OrganisationFactory

from . import workbooks
from .conftest import DAY, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(client, cast):
    client.force_login(cast.coordinator)
    return lambda source: workbooks.words_of(client.get(reverse("import-page", args=[source.pk])))


@pytest.fixture
def differing(cast, bring):
    """Two rows of known firms: one has another address, and neither has a telephone."""
    for n in range(2):
        OrganisationFactory(
            name_ko=f"구미{n}정밀",
            business_number=workbooks.number(n),
            complex=cast.complex,
            address="대구 1" if n else "경상북도 구미시 공단로 0",
        )
    return bring(workbooks.members(2))


def stop(source: Import, status: Status) -> None:
    """As if the queue had given up."""
    Job.objects.all().delete()
    Import.objects.filter(pk=source.pk).update(status=status)
    source.refresh_from_db()


def test_what_differs_and_was_left_is_not_said_to_be_done(differing, record, page):
    before = page(differing)
    assert "“대구 1” is recorded, the workbook says “경상북도 구미시 공단로 1”" in before

    record(differing)

    after = page(differing)
    assert "Address was left as it was; the workbook says “경상북도 구미시 공단로 1”" in after
    assert "<del>대구 1</del>" not in after
    assert queries.result(differing).n_left == 3  # the address, and two names


def test_what_was_replaced_is_said_so(differing, record, page, take_back):
    record(differing, replaces=True)

    assert "<del>대구 1</del> → <ins>경상북도 구미시 공단로 1</ins>" in page(differing)
    assert queries.result(differing).n_left == 0
    assert queries.result(differing).n_changed > 0

    take_back(differing)

    after = page(differing)
    assert "Set back: Address: 대구 1" in after
    assert "<del>대구 1</del>" not in after


def test_a_row_that_was_not_recorded_says_so(bring, record, page):
    rows = [workbooks.member(0), [*workbooks.member(1)[:2], "123", *workbooks.member(1)[3:]]]
    source = record(bring(workbooks.workbook(rows)))

    assert page(source).count("Nothing of this row was recorded.") == 1


@pytest.mark.parametrize("status", [Status.READING, Status.WRITING, Status.UNDOING])
def test_what_stands_still_says_so_and_goes_on(status, bring, client, cast, page):
    source = bring(workbooks.members(2))
    assert not reading.is_stuck(source)
    if status != Status.READING:
        actions.confirm(source=source, replaces=False, by=cast.coordinator, at=NOON)
        source.refresh_from_db()
        assert not reading.is_stuck(source)
    if status == Status.UNDOING:
        work()
        actions.undo(source=source, by=cast.coordinator, at=NOON)
    stop(source, status)
    assert "given up" in page(source)

    client.post(reverse("import-go-on", args=[source.pk]))
    client.post(reverse("import-go-on", args=[source.pk]))

    assert Job.objects.count() == 1
    assert "given up" not in page(source)
    work()
    source.refresh_from_db()
    assert not source.is_at_work


def test_what_stands_still_while_it_is_read_can_be_discarded(bring, client, page):
    source = bring(workbooks.members(1))
    stop(source, Status.READING)

    assert reverse("import-discard", args=[source.pk]) in page(source)
    client.post(reverse("import-discard", args=[source.pk]))

    assert not Import.objects.exists()


def test_what_is_discarded_while_it_is_read_stays_discarded(cast):
    source = actions.upload(
        complex=cast.complex,
        upload=workbooks.upload(workbooks.members(1)),
        starts_on=DAY,
        by=cast.coordinator,
        at=NOON,
    )
    actions.discard(source=source, by=cast.coordinator, at=NOON)
    work()

    assert not Import.objects.exists()


def test_half_of_an_import_that_stands_still_is_undone(bring, client, cast, page, monkeypatch):
    monkeypatch.setattr(rows, "BATCH", 1)
    source = bring(workbooks.members(2))
    actions.confirm(source=source, replaces=False, by=cast.coordinator, at=NOON)
    undo = reverse("import-undo", args=[source.pk])
    with pytest.raises(RuleBroken, match="being written"):
        actions.undo(source=source, by=cast.coordinator, at=NOON)
    work()
    assert Organisation.objects.count() == 3
    source.refresh_from_db()
    source.confirmed_at = NOON
    stop(source, Status.WRITING)

    assert undo in page(source)
    assert client.get(undo).status_code == 200
    client.post(undo)
    work()

    source.refresh_from_db()
    assert source.status == Status.UNDONE
    assert Organisation.objects.count() == 1


def test_a_workbook_that_is_gone_is_not_read_again(bring, cast):
    source = bring(workbooks.members(1))
    source.file.path.unlink()

    with pytest.raises(Unreadable, match="no longer kept"):
        actions.read_again(
            source=source,
            group=None,
            starts_on=DAY,
            sheet=0,
            heading=None,
            columns=None,
            by=cast.coordinator,
            at=NOON,
        )
    stop(source, Status.READING)
    rows.prepare.enqueue(source.pk)
    work()

    source.refresh_from_db()
    assert source.status == Status.UNREADABLE
    assert bring(workbooks.members(1)) != source
