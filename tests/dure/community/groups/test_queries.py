from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from dure.community.groups import drawings, queries
from dure.community.models import Founder, OrganisationKind
from dure.core.clock import today
from tests.factories import (
    DescentFactory,
    GroupFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db


def test_a_membership_counts_in_the_years_whose_last_day_it_holds():
    group = GroupFactory(founded_on=dt.date(2007, 3, 1), ended_on=dt.date(2010, 12, 31))
    firm, school = OrganisationFactory(), OrganisationFactory(kind=OrganisationKind.UNIVERSITY)
    MembershipFactory(group=group, organisation=firm, starts_on=dt.date(2007, 12, 31))
    MembershipFactory(
        group=group,
        organisation=school,
        starts_on=dt.date(2007, 3, 1),
        ends_on=dt.date(2008, 12, 31),
    )
    MembershipFactory(group=group, starts_on=dt.date(2009, 1, 1))

    counts = queries.members_by_year(group)

    assert [(count.year, count.by_kind) for count in counts] == [
        (2007, {"firm": 1, "university": 1}),
        (2008, {"firm": 1}),
        (2009, {"firm": 1, "person": 1}),
    ]
    assert [count.total for count in counts] == [2, 1, 2]


def test_members_by_year_stops_where_told(cast):
    assert [c.year for c in queries.members_by_year(cast.group, until=2006)] == [2005, 2006]


def test_names_are_masked_for_strangers_only(cast, django_assert_num_queries):
    office = queries.offices(cast.group, for_user=cast.stranger).now[0]
    assert queries.name_of(office) == "이○○"

    with django_assert_num_queries(1):
        rows = {row.person_id: row for row in queries.members(cast.group, for_user=cast.chair)}
    assert queries.name_of(rows[cast.person.pk]) == "박회원"

    strange = {r.person_id: r for r in queries.members(cast.group, for_user=cast.stranger)}
    assert queries.name_of(strange[cast.person.pk]) == "박○○"


def test_who_may_not_read_a_name_cannot_search_by_it(cast):
    def found(user):
        return queries.named(queries.members(cast.group, for_user=user), "박회원").count()

    assert (found(cast.coordinator), found(cast.stranger)) == (1, 0)
    by_firm = queries.named(queries.members(cast.group, for_user=cast.stranger), "구미금형")
    assert by_firm.count() == 1


def test_offices_stand_in_the_order_of_the_offices(cast):
    OfficeFactory(group=cast.group, kind="steering", starts_on=dt.date(2011, 1, 1))
    OfficeFactory(group=cast.group, kind="secretary", ends_on=dt.date(2010, 1, 1))

    offices = queries.offices(cast.group, for_user=cast.coordinator)

    assert [office.kind for office in offices.now] == ["chair", "steering"]
    assert [office.kind for office in offices.past] == ["secretary"]


def merged():
    """Two that merge into one, out of which members found a third."""
    one = GroupFactory(name_ko="하나", ended_on=dt.date(2007, 3, 1))
    other = GroupFactory(name_ko="둘", ended_on=dt.date(2007, 3, 1))
    heir = GroupFactory(name_ko="셋", name_en="Three", founded_on=dt.date(2007, 3, 1))
    circle = GroupFactory(name_ko="넷", founded_on=dt.date(2008, 7, 1), founded_by=Founder.MEMBERS)
    for ancestor, descendant in [(one, heir), (other, heir), (heir, circle)]:
        DescentFactory(ancestor=ancestor, descendant=descendant)
    for group in (one, other):
        MembershipFactory(group=group, ends_on=dt.date(2007, 3, 1))
    for starts_on in (dt.date(2007, 3, 1), dt.date(2008, 2, 1)):
        MembershipFactory(group=heir, starts_on=starts_on)
    MembershipFactory(group=circle, starts_on=dt.date(2008, 7, 1))
    return one, other, heir, circle


def test_a_family_is_all_that_is_joined_by_descent(django_assert_num_queries):
    *_, circle = merged()
    GroupFactory(name_ko="남")

    with django_assert_num_queries(2):
        groups, descents = queries.family(circle)

    assert [group.name_ko for group in groups] == ["하나", "둘", "셋", "넷"]
    assert len(descents) == 3


def test_the_river_tells_each_body_and_ends_after_the_last_change(django_assert_num_queries):
    _one, _other, heir, _circle = merged()

    with translation.override("en"), django_assert_num_queries(3):
        river = drawings.river(heir)
        story = drawings.story(river)

    assert [line.n_last for line in river.lines] == [1, 1, 2, 1]
    assert river.unchanged_since == 2008
    assert [year.text for year in river.wide.years] == ["2005", "2006", "2007", "2008"]
    assert "Three\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}2" in [
        label.text for label in river.wide.labels
    ]
    assert story == "Founded: 3 bodies by the office, 1 body by members."


def test_who_has_no_kin_has_no_river():
    assert drawings.river(GroupFactory()) is None


def test_the_chart_ends_with_the_last_change_and_says_so():
    *_, heir, _circle = merged()

    with translation.override("en"):
        chart = drawings.members_chart(heir)

    assert [(point.at, point.value) for point in chart.points] == [(2007, 1), (2008, 2)]
    assert "Unchanged since 2008" in str(chart.note)


def test_quiet_years_before_a_late_change_are_folded_in_river_and_chart():
    *_, heir, _circle = merged()
    MembershipFactory(group=heir, starts_on=dt.date(2026, 3, 1))

    with translation.override("en"):
        river, chart = drawings.river(heir), drawings.members_chart(heir)

    assert river.folded == "2009\N{EN DASH}2025"
    assert river.unchanged_since is None
    assert [year.text for year in river.narrow.years][-2:] == ["⋯", "2026"]
    assert [chart.name(at) for at in chart.stops] == ["2007", "2008", "\N{EN DASH}2025", "2026"]
    assert "Years that are alike share one bar." in str(chart.note)
    assert {one.tone for one in chart.series} <= {"k1", "k2", "k3", "k4", "k5"}


def test_one_year_is_no_chart():
    group = GroupFactory(founded_on=dt.date(2026, 2, 1))
    MembershipFactory(group=group, starts_on=dt.date(2026, 2, 1))

    assert drawings.members_chart(group) is None


def test_a_group_that_ended_in_its_first_year_has_no_chart():
    group = GroupFactory(ended_on=dt.date(2005, 6, 1))

    assert drawings.members_chart(group) is None


def test_a_group_founded_today_can_be_drawn():
    old, new = GroupFactory(), GroupFactory(founded_on=today())
    DescentFactory(ancestor=old, descendant=new)

    assert len(drawings.river(new).wide.bands) == 2


def test_the_middle_of_a_year():
    assert drawings.years(dt.date(2007, 7, 2)) == pytest.approx(2007.5, abs=0.01)
    assert drawings.years(dt.date(2008, 12, 31)) < 2009
