from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from dure.community.groups import actions
from dure.community.groups.tables import LISTING
from dure.community.models import Descent, Founder, Group, GroupKind, Membership, Office, OfficeKind
from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from dure.core.precision import Precision
from dure.core.search import queries as search
from tests.factories import (
    NOON,
    DescentFactory,
    GroupFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2007, 3, 1)


def circle(cast, **columns):
    return {
        "name_ko": "사출금형 워킹그룹",
        "kind": GroupKind.WORKING_GROUP,
        "complex": cast.complex,
        "founded_on": DAY,
        "founded_by": Founder.MEMBERS,
        "by": cast.coordinator,
        "at": NOON,
    } | columns


def done(action):
    return AuditEvent.objects.filter(action=action).count()


def test_found_writes_the_group_its_origin_and_who_founded_it(cast):
    group = actions.found(**circle(cast, grew_out_of=[cast.group], parent=cast.group))

    assert (group.parent, group.founded_by) == (cast.group, Founder.MEMBERS)
    assert Descent.objects.get().ancestor == cast.group
    event = AuditEvent.objects.get(action="group.founded")
    assert (event.target, event.done_by) == (f"community.group:{group.pk}", cast.coordinator)
    assert search.matching(Group, "ㅅㅊㄱㅎ").get() == group


def test_the_same_group_twice_is_one(cast):
    first = actions.found(**circle(cast, grew_out_of=[cast.group]))

    assert actions.found(**circle(cast, grew_out_of=[cast.group])) == first
    assert (done("group.founded"), done("group.descent_recorded")) == (1, 1)


def test_another_group_of_the_same_name_and_day_is_refused(cast):
    actions.found(**circle(cast))

    with pytest.raises(RuleBroken, match="of this name and day"):
        actions.found(**circle(cast, purpose="다른 목적"))


def test_edit_changes_and_records_only_what_is_other(cast):
    actions.edit(group=cast.group, name_ko="새 이름", purpose="", by=cast.chair, at=NOON)

    cast.group.refresh_from_db()
    assert cast.group.name_ko == "새 이름"
    assert AuditEvent.objects.get(action="group.edited").details == {"changed": ["name_ko"]}


def test_edit_without_a_change_records_nothing(cast):
    actions.edit(group=cast.group, name_ko=cast.group.name_ko, by=cast.chair, at=NOON)

    assert done("group.edited") == 0


def test_edit_knows_only_its_columns(cast):
    with pytest.raises(TypeError, match="complex"):
        actions.edit(group=cast.group, complex=cast.other_complex, by=cast.chair, at=NOON)


def test_a_group_is_no_part_of_its_own_part(cast):
    part = GroupFactory(parent=cast.group)

    with pytest.raises(RuleBroken, match="part of itself"):
        actions.edit(group=cast.group, parent=part, by=cast.chair, at=NOON)


def test_a_group_is_not_founded_after_its_members_came(cast):
    with pytest.raises(RuleBroken, match="older than that day"):
        actions.edit(group=cast.group, founded_on=dt.date(2020, 1, 1), by=cast.chair, at=NOON)


def test_a_founding_is_set_earlier(cast):
    actions.edit(group=cast.group, founded_on=dt.date(2004, 6, 1), by=cast.chair, at=NOON)

    cast.group.refresh_from_db()
    assert cast.group.founded_on == dt.date(2004, 6, 1)


def test_end_ends_memberships_and_offices_that_day(cast):
    actions.end(group=cast.group, ended_on=DAY, by=cast.coordinator, at=NOON)

    cast.group.refresh_from_db()
    assert cast.group.ended_on == DAY
    assert set(Membership.objects.values_list("ends_on", flat=True)) == {DAY}
    assert set(Office.objects.values_list("ends_on", flat=True)) == {DAY}


def test_end_twice_is_once_and_another_day_is_refused(cast):
    for _ in range(2):
        actions.end(group=cast.group, ended_on=DAY, by=None, at=NOON)
    assert done("group.ended") == 1

    with pytest.raises(RuleBroken, match="ended on"):
        actions.end(group=cast.group, ended_on=dt.date(2008, 1, 1), by=None, at=NOON)


@pytest.mark.parametrize("day", [dt.date(2004, 1, 1), dt.date(2004, 12, 31)])
def test_a_group_does_not_end_before_it_began(cast, day):
    with pytest.raises(RuleBroken, match="before the founding"):
        actions.end(group=cast.group, ended_on=day, by=None, at=NOON)


def test_a_group_does_not_end_before_its_last_member_came(cast):
    MembershipFactory(group=cast.group, starts_on=dt.date(2009, 1, 1))

    with pytest.raises(RuleBroken, match="2009-01-01"):
        actions.end(group=cast.group, ended_on=DAY, by=None, at=NOON)


def test_a_younger_group_is_nobodys_origin(cast):
    young = GroupFactory(founded_on=DAY)

    with pytest.raises(RuleBroken, match="cannot be its origin"):
        actions.record_descent(ancestor=young, descendant=cast.group, by=None, at=NOON)


def test_nobody_is_their_own_ancestor_by_way_of_others():
    first, second, third = (GroupFactory() for _ in range(3))
    for ancestor, descendant in [(first, second), (second, third)]:
        actions.record_descent(ancestor=ancestor, descendant=descendant, by=None, at=NOON)

    for descendant in (first, third):
        with pytest.raises(RuleBroken, match="grew out of the other already"):
            actions.record_descent(ancestor=third, descendant=descendant, by=None, at=NOON)


def test_a_descent_is_taken_back():
    descent = DescentFactory()

    actions.remove_descent(descent=descent, by=None, at=NOON)

    assert not Descent.objects.exists()
    assert done("group.descent_removed") == 1


def test_admit_a_person_for_an_organisation(cast):
    person, firm = PersonFactory(), OrganisationFactory()

    for _ in range(2):
        membership = actions.admit(
            group=cast.group, person=person, organisation=firm, starts_on=DAY, by=None, at=NOON
        )

    assert (membership.person, membership.organisation) == (person, firm)
    assert Membership.objects.filter(person=person).count() == 1
    assert done("group.member_admitted") == 1


def test_admit_the_organisation_itself_beside_its_person(cast):
    membership = actions.admit(
        group=cast.group, organisation=cast.organisation, starts_on=DAY, by=None, at=NOON
    )

    assert membership.person is None


def test_a_member_is_not_admitted_again_before_they_left(cast):
    with pytest.raises(RuleBroken, match="1 January 2005"):
        actions.admit(group=cast.group, person=cast.person, starts_on=DAY, by=None, at=NOON)

    actions.leave(membership=cast.membership, ends_on=DAY, by=None, at=NOON)
    actions.admit(group=cast.group, person=cast.person, starts_on=DAY, by=None, at=NOON)


def test_nobody_is_nobody(cast):
    with pytest.raises(RuleBroken, match="Say which"):
        actions.admit(group=cast.group, starts_on=DAY, by=None, at=NOON)


@pytest.mark.parametrize(
    ("day", "reason"), [(dt.date(2004, 1, 1), "was founded"), (dt.date(2012, 1, 1), "has ended")]
)
def test_nobody_comes_before_the_group_or_after_it(cast, day, reason):
    group = GroupFactory(ended_on=dt.date(2012, 1, 1))

    with pytest.raises(RuleBroken, match=reason):
        actions.admit(group=group, person=cast.person, starts_on=day, by=None, at=NOON)


def test_who_is_written_down_later_left_when_the_group_ended(cast):
    group = GroupFactory(ended_on=dt.date(2012, 1, 1))

    membership = actions.admit(group=group, person=cast.person, starts_on=DAY, by=None, at=NOON)

    assert membership.ends_on == group.ended_on


def test_leave_is_recorded_once(cast):
    for _ in range(2):
        actions.leave(membership=cast.membership, ends_on=DAY, by=None, at=NOON)

    assert done("group.member_left") == 1


def test_appoint_and_end_an_office(cast):
    for _ in range(2):
        office = actions.appoint(
            group=cast.group,
            person=cast.person,
            kind=OfficeKind.SECRETARY,
            starts_on=DAY,
            by=None,
            at=NOON,
        )
    for _ in range(2):
        actions.end_office(office=office, ends_on=dt.date(2008, 1, 1), by=None, at=NOON)

    assert (done("group.office_given"), done("group.office_ended")) == (1, 1)


def test_a_group_has_one_chair(cast):
    chair = {"group": cast.group, "kind": OfficeKind.CHAIR, "starts_on": DAY}

    with pytest.raises(RuleBroken, match="has a chair"):
        actions.appoint(**chair, person=cast.person, by=None, at=NOON)
    with pytest.raises(RuleBroken, match="holds this office"):
        actions.appoint(**chair, person=cast.chair_person, by=None, at=NOON)


def test_whose_data_were_erased_gets_nothing_new(cast):
    gone = PersonFactory(erased_at=NOON)

    with pytest.raises(RuleBroken, match="erased"):
        actions.admit(group=cast.group, person=gone, starts_on=DAY, by=None, at=NOON)
    with pytest.raises(RuleBroken, match="erased"):
        actions.appoint(
            group=cast.group, person=gone, kind="steering", starts_on=DAY, by=None, at=NOON
        )


@pytest.mark.parametrize(
    ("factory", "columns"),
    [
        (GroupFactory, {"ended_on": dt.date(2004, 12, 31)}),
        (MembershipFactory, {"person": None}),
        (MembershipFactory, {"ends_on": dt.date(2004, 1, 1)}),
        (OfficeFactory, {"ends_on": dt.date(2004, 1, 1)}),
    ],
)
def test_the_database_refuses(factory, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**columns)


def test_the_database_refuses_what_may_be_only_once():
    group, person = GroupFactory(), PersonFactory()
    OfficeFactory(group=group, person=person)
    MembershipFactory(group=group, person=person)
    for make in (
        lambda: OfficeFactory(group=group),
        lambda: MembershipFactory(group=group, person=person),
        lambda: DescentFactory(ancestor=group, descendant=group),
        lambda: Group.objects.filter(pk=group.pk).update(parent=group),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


def test_a_founding_is_told_no_more_exactly_than_it_is_known(cast):
    group = actions.found(
        **circle(cast, founded_on=dt.date(2010, 7, 1), founded_precision=Precision.YEAR)
    )
    with pytest.raises(RuleBroken, match=r"before the founding, 2010\."):
        actions.end(group=group, ended_on=DAY, by=cast.coordinator, at=NOON)

    ended = actions.end(
        group=group,
        ended_on=dt.date(2013, 3, 1),
        ended_precision=Precision.MONTH,
        by=cast.coordinator,
        at=NOON,
    )

    assert (ended.founded_in_words, ended.ended_in_words) == ("2010", "March 2013")
    assert (ended.founded_written, ended.ended_written) == ("2010", "2013-03")
    assert AuditEvent.objects.get(action="group.ended").details == {"ended_on": "2013-03"}


def test_the_list_of_groups_leaves_with_what_is_known(cast):
    group = actions.found(
        **circle(cast, founded_on=dt.date(2010, 7, 1), founded_precision=Precision.YEAR)
    )
    told = {column.name: column.value(group) for column in LISTING.columns if "ed" in column.name}

    assert (told["founded"], told["ended"]) == ("2010", None)
