from __future__ import annotations

import datetime as dt

import pytest

from dure.community.models import Complex, Coordination, SizeClass
from dure.core import rows
from dure.core.errors import RuleBroken
from tests.factories import (
    ComplexFactory,
    CoordinationFactory,
    OrganisationFactory,
    SizeClassFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date


def test_what_the_model_refuses_is_said_in_its_words():
    with pytest.raises(RuleBroken, match="A linked complex needs its hub"):
        rows.insert(Complex(name_ko="구미", kind="national", part="linked", region="경북"))


def test_what_somebody_wrote_a_moment_ago_is_said(monkeypatch):
    held = CoordinationFactory()
    twin = Coordination(complex=held.complex, user=held.user, starts_on=held.starts_on)
    monkeypatch.setattr(twin, "full_clean", lambda **_: None)

    with pytest.raises(RuleBroken, match="a moment ago"):
        rows.insert(twin)


def test_what_the_database_refuses_is_said_in_the_words_of_its_constraint():
    held = CoordinationFactory()
    twin = Coordination(complex=held.complex, user=held.user, starts_on=held.starts_on)

    with pytest.raises(RuleBroken, match="coordinates this complex already"):
        rows.insert(twin)


def test_a_row_costs_its_own_write_and_a_look_at_what_it_points_to(django_assert_num_queries):
    held = CoordinationFactory(ends_on=DAY(2020, 1, 1))
    new = Coordination(complex=held.complex, user=held.user, starts_on=DAY(2021, 1, 1))

    with django_assert_num_queries(5):  # two that it points to; savepoint, row, release
        rows.insert(new)


def test_change_saves_what_is_other_than_before():
    place = ComplexFactory(region="경북")

    assert rows.change(place, {"region": "대구", "name_en": ""}) == ["region"]

    place.refresh_from_db()
    assert place.region == "대구"


def test_no_change_asks_nothing(django_assert_num_queries):
    place = ComplexFactory()

    with django_assert_num_queries(0):
        assert rows.change(place, {"region": place.region}) == []


def test_end_is_told_once():
    held = CoordinationFactory(starts_on=DAY(2020, 1, 1))

    assert rows.end(held, on=DAY(2021, 1, 1))[1]
    assert not rows.end(held, on=DAY(2021, 1, 1))[1]


@pytest.mark.parametrize(
    ("ends_on", "asked", "complaint"),
    [
        (DAY(2021, 1, 1), DAY(2022, 1, 1), "has ended on 1 January 2021"),
        (None, DAY(2019, 12, 31), "before the start"),
    ],
)
def test_end_refuses(ends_on, asked, complaint):
    held = CoordinationFactory(starts_on=DAY(2020, 1, 1), ends_on=ends_on)

    with pytest.raises(RuleBroken, match=complaint):
        rows.end(held, on=asked)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (DAY(2009, 1, 1), [("large", 2009, 2010), ("small", 2010, 2015), ("medium", 2015, None)]),
        (DAY(2010, 1, 1), [("large", 2010, 2015), ("medium", 2015, None)]),
        (DAY(2012, 1, 1), [("small", 2010, 2012), ("large", 2012, 2015), ("medium", 2015, None)]),
        (DAY(2020, 1, 1), [("small", 2010, 2015), ("medium", 2015, 2020), ("large", 2020, None)]),
    ],
)
def test_put_in_place_keeps_the_periods_one_after_another(start, expected):
    firm = OrganisationFactory()
    SizeClassFactory(
        organisation=firm, size="small", starts_on=DAY(2010, 1, 1), ends_on=DAY(2015, 1, 1)
    )
    SizeClassFactory(organisation=firm, size="medium", starts_on=DAY(2015, 1, 1))
    new = SizeClass(organisation=firm, size="large", starts_on=start)

    rows.put_in_place(firm.sizes.reaching(start).first(), new, "size")

    found = firm.sizes.order_by("starts_on")
    years = [(one.size, one.starts_on.year, one.ends_on and one.ends_on.year) for one in found]
    assert years == expected
