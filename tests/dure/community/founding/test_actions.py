from __future__ import annotations

import datetime as dt

import pytest

from dure.community.founding import actions
from dure.community.groups import actions as groups
from dure.community.models import Founder, Group, GroupKind, OfficeKind
from dure.core.audit.models import AuditEvent
from dure.core.clock import today
from dure.core.errors import RuleBroken
from tests.factories import NOON, MembershipFactory, OfficeFactory, PersonFactory, PostFactory

DAY = dt.date(2012, 3, 1)


def found(cast, **changes):
    values = {
        "group": cast.group,
        "founder": cast.chair_person,
        "name_ko": "사출금형 워킹그룹",
        "kind": GroupKind.WORKING_GROUP,
        "founded_on": DAY,
        "is_part": True,
    }
    return actions.found_out_of(**values | changes, by=cast.chair, at=NOON)


def test_members_found_a_part_of_their_group(cast):
    group = found(cast, purpose=" To learn ")

    assert (group.founded_by, group.parent, group.complex) == (
        Founder.MEMBERS,
        cast.group,
        cast.complex,
    )
    assert group.purpose == "To learn"
    assert [descent.ancestor for descent in group.descents_to_it.all()] == [cast.group]


def test_a_body_of_its_own_is_no_part_but_grew_out_of_the_group(cast):
    group = found(cast, kind=GroupKind.COOPERATIVE, is_part=False)

    assert group.parent is None
    assert group.descents_to_it.get().ancestor == cast.group


def test_who_founds_is_first_member_and_chair_and_keeps_the_record(cast):
    group = found(cast)

    assert [row.person for row in group.memberships.all()] == [cast.chair_person]
    office = group.offices.get()
    assert (office.person, office.kind, office.starts_on) == (
        cast.chair_person,
        OfficeKind.CHAIR,
        DAY,
    )
    assert group in Group.objects.editable_by(cast.chair)


def test_it_is_recorded_who_founded_it(cast):
    group = found(cast)

    events = AuditEvent.objects.of("community.group", group.pk).filter(done_by=cast.chair)
    assert {event.action for event in events} == {
        "group.founded",
        "group.descent_recorded",
        "group.member_admitted",
        "group.office_given",
    }
    assert events.get(action="group.founded").details["founded_by"] == "members"


@pytest.mark.parametrize(
    ("kind", "is_itself"), [(GroupKind.WORKING_GROUP, False), (GroupKind.COMPANY, True)]
)
def test_in_a_company_the_founders_organisation_is_the_member(cast, kind, is_itself):
    group = found(cast, founder=cast.person, kind=kind)

    (membership,) = group.memberships.all()
    assert membership.organisation == cast.organisation
    assert (membership.person is None) == is_itself


def test_without_a_membership_for_an_organisation_the_post_says_which(cast):
    post = PostFactory(person=cast.chair_person)

    assert found(cast).memberships.get().organisation == post.organisation


def test_sent_twice_it_is_one(cast):
    assert found(cast) == found(cast)
    assert Group.objects.count() == 2


def test_nobody_takes_the_chair_of_another_group_by_its_name(cast):
    other = groups.found(
        name_ko="사출금형 워킹그룹",
        kind=GroupKind.WORKING_GROUP,
        complex=cast.complex,
        founded_on=DAY,
        founded_by=Founder.MEMBERS,
        by=None,
        at=NOON,
    )

    with pytest.raises(RuleBroken, match="has a group of this name") as broken:
        found(cast, is_part=False)

    assert broken.value.record == other
    assert not other.offices.exists()
    assert not other.descents_to_it.exists()


def test_the_one_that_another_leader_founded_is_not_theirs(cast):
    found(cast)
    secretary = PersonFactory()
    OfficeFactory(group=cast.group, person=secretary, kind=OfficeKind.SECRETARY)

    with pytest.raises(RuleBroken, match="has a group of this name"):
        found(cast, founder=secretary)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"kind": GroupKind.MINI_CLUSTER}, "founded by the office"),
        ({"kind": GroupKind.COUNCIL}, "founded by the office"),
        ({"founded_on": dt.date(2000, 1, 1)}, "was founded on"),
    ],
)
def test_what_members_cannot_found(cast, changes, match):
    with pytest.raises(RuleBroken, match=match):
        found(cast, **changes)
    assert Group.objects.count() == 1


def test_nothing_is_founded_in_the_future(cast):
    with pytest.raises(RuleBroken, match="in the future"):
        found(cast, founded_on=today() + dt.timedelta(days=1))


def test_nothing_grows_out_of_what_has_ended(cast):
    groups.end(group=cast.group, ended_on=DAY, by=None, at=NOON)

    with pytest.raises(RuleBroken, match="has ended"):
        found(cast)


def test_what_invented_people_found_is_marked_as_invented(cast):
    cast.chair_person.is_synthetic = True
    cast.chair_person.save()

    assert found(cast).is_synthetic


def test_a_member_admitted_later_is_no_founder(cast):
    MembershipFactory(group=cast.group)
    assert found(cast).memberships.count() == 1
