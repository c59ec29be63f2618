from __future__ import annotations

import datetime as dt

import pytest

from dure.community.complexes import actions
from dure.community.models import Complex
from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from dure.core.search.queries import matching
from tests.factories import NOON, ComplexFactory, CoordinationFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date
GUMI = {"name_ko": "구미산업단지", "kind": "national", "part": "hub", "region": "경상북도"}


def done():
    return list(AuditEvent.objects.values_list("action", flat=True))


def test_create_is_recorded_and_found():
    user = UserFactory()

    made = actions.create(**GUMI, by=user, at=NOON)

    event = AuditEvent.objects.get()
    assert (event.action, event.done_by, event.done_at) == ("complex.created", user, NOON)
    assert list(matching(Complex, "ㄱㅁ")) == [made]


def test_create_sent_twice_makes_one():
    first = actions.create(**GUMI, by=None, at=NOON)

    assert actions.create(**GUMI, by=None, at=NOON) == first
    assert done() == ["complex.created"]


def test_create_refuses_another_of_the_same_name():
    actions.create(**GUMI, by=None, at=NOON)

    with pytest.raises(RuleBroken, match="complex of this name"):
        actions.create(**{**GUMI, "region": "대구"}, by=None, at=NOON)


@pytest.mark.parametrize(
    ("columns", "complaint"),
    [
        ({"part": "linked"}, "needs its hub"),
        ({"latitude": 36}, "both coordinates"),
        ({"kind": "moon"}, "not a valid choice"),
        ({"name_ko": " "}, "blank"),
    ],
)
def test_create_refuses_what_cannot_be(columns, complaint):
    with pytest.raises(RuleBroken, match=complaint):
        actions.create(**{**GUMI, **columns}, by=None, at=NOON)

    assert not done()


def test_edit_is_recorded_by_column_and_found_anew():
    place = ComplexFactory(name_ko="옛단지")

    actions.edit(complex=place, name_ko="새단지", region=place.region, by=None, at=NOON)

    assert AuditEvent.objects.get().details == {"changed": ["name_ko"]}
    assert matching(Complex, "새단").get() == place
    assert not matching(Complex, "옛단")


def test_edit_of_nothing_records_nothing():
    place = ComplexFactory()

    actions.edit(complex=place, region=place.region, by=None, at=NOON)

    assert not done()


def test_edit_knows_its_columns():
    with pytest.raises(TypeError, match="created_at"):
        actions.edit(complex=ComplexFactory(), created_at=NOON, by=None, at=NOON)


def test_appointed_coordinator_is_recorded():
    place, user = ComplexFactory(), UserFactory()

    held = actions.appoint_coordinator(
        complex=place, user=user, starts_on=DAY(2020, 1, 1), by=None, at=NOON
    )

    assert (held.complex, held.user, held.ends_on) == (place, user, None)
    assert done() == ["complex.coordinator_appointed"]


def test_coordinator_appointed_twice_for_a_day_is_one():
    held = CoordinationFactory(starts_on=DAY(2020, 1, 1))

    again = actions.appoint_coordinator(
        complex=held.complex, user=held.user, starts_on=DAY(2020, 1, 1), by=None, at=NOON
    )

    assert again == held
    assert not done()


@pytest.mark.parametrize("day", [DAY(2019, 1, 1), DAY(2021, 1, 1)])
def test_coordinator_is_not_appointed_beside_themselves(day):
    held = CoordinationFactory(starts_on=DAY(2020, 1, 1))

    with pytest.raises(RuleBroken, match="End that first"):
        actions.appoint_coordinator(
            complex=held.complex, user=held.user, starts_on=day, by=None, at=NOON
        )


def test_end_of_a_coordination_is_recorded_once():
    held = CoordinationFactory(starts_on=DAY(2020, 1, 1))

    for _ in range(2):
        actions.end_coordination(coordination=held, ends_on=DAY(2021, 1, 1), by=None, at=NOON)

    held.refresh_from_db()
    assert held.ends_on == DAY(2021, 1, 1)
    assert done() == ["complex.coordinator_ended"]
