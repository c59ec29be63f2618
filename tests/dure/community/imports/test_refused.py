"""A row that cannot be written stays behind, and the others are written."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError

from dure.community.import_rows import actions as rows
from dure.community.import_rows.models import Import, ImportRow, RowState, Status
from dure.community.intake.actions import Intake, enter
from dure.community.intake.queries import Plan
from dure.community.models import Organisation, Person
from dure.community.organisations import actions as organisations
from dure.core.audit.models import AuditEvent
from tests.factories import NOON, OrganisationFactory

from . import workbooks
from .conftest import DAY

pytestmark = pytest.mark.django_db(transaction=True)
TOO_LONG = "x" * 300 + "@example.com"


def states(source: Import) -> dict[str, int]:
    found = source.rows.order_by("number").values_list("state", flat=True)
    return {state: list(found).count(state) for state in found}


def last(source: Import, row: int) -> str:
    return source.rows.order_by("number")[row].told[-1].code


def spoil(source: Import, row: int, **values: str) -> ImportRow:
    """As rows were understood before their columns were looked at."""
    spoilt = source.rows.order_by("number")[row]
    spoilt.values |= values
    spoilt.save()
    return spoilt


def test_an_email_that_does_not_fit_is_an_error_before_it_is_written(bring, record):
    member = workbooks.member(1)
    member[7] = TOO_LONG

    source = record(bring(workbooks.workbook([workbooks.member(0), member])))

    assert (source.status, states(source)) == (Status.WRITTEN, {"new": 1, "error": 1})
    assert "254" in source.rows.get(state="error").told[0].sentence


@pytest.mark.parametrize("batch", [1, 500])
@pytest.mark.parametrize(
    "values",
    [{"email": TOO_LONG}, {"name": "가" * 121}, {"title": "가" * 81}, {"website": "x"}],
    ids=lambda values: next(iter(values)),
)
def test_a_row_that_a_model_refuses_is_left_out_whole(values, batch, bring, record, monkeypatch):
    monkeypatch.setattr(rows, "BATCH", batch)
    before = Organisation.objects.count()
    source = bring(workbooks.members(4))
    spoilt = spoil(source, 1, **values)

    record(source)

    assert (source.status, states(source)) == (Status.WRITTEN, {"new": 3, "error": 1})
    spoilt.refresh_from_db()
    assert (spoilt.state, spoilt.entered_at) == (RowState.ERROR, None)
    assert last(source, 1) == "row.refused"
    assert not spoilt.effects.exists()
    assert Organisation.objects.count() == before + 3
    assert not Person.objects.filter(name_ko__in=("이담당1", "김대표1")).exists()
    assert source.effects.filter(kind="post").count() == 6
    assert source.effects.filter(kind="membership").count() == 3
    done = AuditEvent.objects.filter(details__imported=source.pk)
    assert done.filter(action="organisation.registered").count() == 3


def test_a_row_that_the_database_refuses_is_left_out_whole(bring, record):
    source = bring(workbooks.members(3))
    taken = workbooks.number(0)
    OrganisationFactory(name_ko="다른 회사", business_number=taken)
    first = source.rows.order_by("number")[0]
    first.decision = "new"
    first.save()

    record(source)

    assert (source.status, states(source)) == (Status.WRITTEN, {"new": 2, "error": 1})
    assert last(source, 0) == "row.taken"
    assert Organisation.objects.filter(business_number=taken).count() == 1
    assert not Person.objects.filter(name_ko="이담당0").exists()
    assert source.effects.filter(kind="person").count() == 4


def test_the_rows_of_a_refused_organisation_fall_with_it(bring, record):
    one, two = workbooks.member(0), workbooks.member(0)
    two[4] = "박담당"
    source = bring(workbooks.workbook([one, two, workbooks.member(1)]))
    spoil(source, 0, name="가" * 121)

    record(source)

    assert states(source) == {"error": 2, "new": 1}


def test_an_organisation_whose_first_row_is_skipped_comes_with_its_second(bring, record):
    one, two = workbooks.member(0), workbooks.member(0)
    two[4] = "박담당"
    source = bring(workbooks.workbook([one, two]))
    source.rows.filter(number=source.rows.order_by("number")[0].number).update(
        decision="skip", state=RowState.SKIPPED
    )

    record(source)

    assert states(source) == {"skipped": 1, "new": 1}
    assert Organisation.objects.filter(business_number=workbooks.number(0)).count() == 1


def test_what_a_refused_import_wrote_is_undone(bring, record, take_back):
    before = Organisation.objects.count()
    source = bring(workbooks.members(2))
    spoil(source, 0, email=TOO_LONG)

    take_back(record(source))

    assert (source.rows.count(), Organisation.objects.count()) == (2, before)


def test_a_correction_that_is_refused_is_told(cast, bring, record, monkeypatch):
    OrganisationFactory(
        name_ko="구미0정밀", business_number=workbooks.number(0), complex=cast.complex
    )
    source = bring(workbooks.members(1))

    def refuse(**_said: object) -> None:
        raise ValidationError("no")

    monkeypatch.setattr(organisations, "edit", refuse)
    record(source)

    assert (source.status, last(source, 0)) == (Status.WRITTEN, "edit.refused")


def test_a_database_that_fails_is_not_the_fault_of_a_row(cast, monkeypatch):
    def fail(*_said: object, **_more: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(Organisation.objects, "bulk_create", fail)
    monkeypatch.setattr(Organisation._default_manager, "bulk_create", fail)
    intake = Intake(cast.complex, DAY, False, False, 1, cast.coordinator, NOON)  # noqa: FBT003
    plans = [Plan(number=1, values={"name": "두레", "kind": "firm"}, said_kind=True)]

    with pytest.raises(OperationalError):
        enter(intake, plans)

    assert intake.failed == {}
