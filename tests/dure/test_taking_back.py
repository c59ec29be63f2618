"""What was recorded by mistake is taken back on the same day, and never held."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from dure.accounts.models import RoleKind
from dure.accounts.roles import actions as roles
from dure.community.complexes import actions as complexes
from dure.community.groups import actions as groups
from dure.community.models import Complex, Group, OfficeKind, Organisation, Person
from dure.community.organisations import actions as organisations
from dure.community.people import actions as people
from dure.core.clock import today
from tests.factories import (
    NOON,
    ComplexFactory,
    CoordinationFactory,
    GroupFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    RepresentationFactory,
    RoleFactory,
    SupplyTieFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ENDED_AT = [
    ("role-end", RoleFactory),
    ("coordinator-end", CoordinationFactory),
    ("representative-end", RepresentationFactory),
    ("supply-end", SupplyTieFactory),
    ("post-end", PostFactory),
    ("membership-end", MembershipFactory),
    ("office-end", OfficeFactory),
]


@pytest.fixture
def officer(client):
    user = RoleFactory(kind=RoleKind.PROGRAMME_OFFICER, user=UserFactory()).user
    client.force_login(user)
    return user


@pytest.mark.parametrize("days", [0, 3], ids=["from today", "from a later day"])
@pytest.mark.parametrize(("address", "factory"), ENDED_AT)
def test_the_day_that_the_form_proposes_ends_what_was_recorded_today(
    client, officer, address, factory, days
):
    period = factory(starts_on=today() + dt.timedelta(days=days))
    page = reverse(address, args=[period.pk])

    form = client.get(page).context["form"]
    answer = client.post(page, {"ends_on": form["ends_on"].value()})

    assert answer.status_code == 302
    period.refresh_from_db()
    assert period.ends_on == period.starts_on
    periods = type(period).objects
    assert not periods.on(period.starts_on).filter(pk=period.pk).exists()
    assert not periods.reaching(today()).filter(pk=period.pk).exists()


def test_the_day_that_the_form_proposes_ends_a_group_founded_today(client, officer):
    group = GroupFactory(founded_on=today())
    member = MembershipFactory(group=group, starts_on=today())
    page = reverse("group-end", args=[group.pk])

    form = client.get(page).context["form"]
    assert client.post(page, {"ended_on": form["ended_on"].value()}).status_code == 302

    group.refresh_from_db()
    member.refresh_from_db()
    assert group.ended_on == member.ends_on == today()


def test_a_role_loses_its_power_at_once_and_may_be_given_again():
    user = UserFactory()
    asked = {"user": user, "kind": RoleKind.EXPERT, "starts_on": today(), "by": None, "at": NOON}
    role = roles.grant(**asked)

    roles.end(role=role, ends_on=today(), by=None, at=NOON)

    assert not user.roles.held_by(user, RoleKind.EXPERT).exists()
    assert roles.grant(**asked) != role


def test_a_coordinator_loses_the_complex_at_once():
    complex_, user = ComplexFactory(), UserFactory()
    asked = {"complex": complex_, "user": user, "starts_on": today(), "by": None, "at": NOON}
    held = complexes.appoint_coordinator(**asked)
    assert Complex.objects.editable_by(user).exists()

    complexes.end_coordination(coordination=held, ends_on=today(), by=None, at=NOON)

    assert not Complex.objects.editable_by(user).exists()
    assert complexes.appoint_coordinator(**asked) != held


def test_a_representative_loses_the_organisation_at_once():
    organisation, user = OrganisationFactory(), UserFactory()
    held = organisations.appoint_representative(
        organisation=organisation, user=user, starts_on=today(), by=None, at=NOON
    )
    assert Organisation.objects.contactable_by(user).exists()

    organisations.end_representation(representation=held, ends_on=today(), by=None, at=NOON)

    assert not Organisation.objects.contactable_by(user).exists()


def test_a_chair_loses_the_group_at_once_and_another_may_follow():
    group, person = GroupFactory(), PersonFactory(user=UserFactory())
    asked = {"group": group, "kind": OfficeKind.CHAIR, "starts_on": today(), "by": None, "at": NOON}
    held = groups.appoint(person=person, **asked)
    assert Group.objects.editable_by(person.user).exists()

    groups.end_office(office=held, ends_on=today(), by=None, at=NOON)

    assert not Group.objects.editable_by(person.user).exists()
    assert groups.appoint(person=PersonFactory(), **asked)


def test_a_member_no_longer_meets_the_others_and_may_join_again():
    group, person = GroupFactory(), PersonFactory(user=UserFactory())
    asked = {"group": group, "person": person, "starts_on": today(), "by": None, "at": NOON}
    other = MembershipFactory(group=group, person=PersonFactory()).person
    held = groups.admit(**asked)
    assert other in Person.objects.visible_to(person.user)

    groups.leave(membership=held, ends_on=today(), by=None, at=NOON)

    assert other not in Person.objects.visible_to(person.user)
    assert groups.admit(**asked) != held


def test_a_coordinator_knows_nobody_by_a_post_or_membership_that_never_held():
    held = CoordinationFactory()
    person = PersonFactory(user=None)
    groups_one = GroupFactory(complex=held.complex)
    people.give_post(
        person=person,
        organisation=OrganisationFactory(complex=held.complex),
        title="대표",
        starts_on=today(),
        by=None,
        at=NOON,
    )
    MembershipFactory(group=groups_one, person=person, starts_on=today(), ends_on=today())
    assert person in Person.objects.editable_by(held.user)

    people.end_post(post=person.posts.get(), ends_on=today(), by=None, at=NOON)

    assert person not in Person.objects.editable_by(held.user)
