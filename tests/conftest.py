from __future__ import annotations

import os
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, settings

from dure.accounts.models import RoleKind, User
from dure.community.models import Complex, Group, Membership, OfficeKind, Organisation, Person
from tests.factories import (
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
    UserFactory,
)

# A fixture of the database is rolled back after the test, not after each of its examples.
WITH_DATABASE = [HealthCheck.function_scoped_fixture]
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("night", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@dataclass
class Cast:
    """Ten people and what stands between them. Every access test asks all ten.

    In ``complex`` lies ``organisation``, where ``member`` works and which ``representative``
    speaks for; ``group`` has ``chair`` and ``member``. ``person`` is the member's record.
    ``other_coordinator`` looks after ``other_complex``; ``stranger`` is signed in, no more.
    """

    programme_officer: User
    coordinator: User
    other_coordinator: User
    chair: User
    member: User
    representative: User
    expert: User
    reviewer: User
    auditor: User
    stranger: User
    complex: Complex
    other_complex: Complex
    organisation: Organisation
    group: Group
    person: Person
    chair_person: Person
    membership: Membership

    def everyone(self) -> dict[str, User]:
        return {name: who for name, who in vars(self).items() if isinstance(who, User)}


PEOPLE = (
    "programme_officer",
    "coordinator",
    "other_coordinator",
    "chair",
    "member",
    "representative",
    "expert",
    "reviewer",
    "auditor",
    "stranger",
)


@pytest.fixture
def cast(db) -> Cast:
    users = {name: UserFactory(email=f"{name}@example.com", name=name) for name in PEOPLE}
    for name in ("programme_officer", "expert", "reviewer", "auditor"):
        RoleFactory(user=users[name], kind=RoleKind(name))
    complex_, other_complex = ComplexFactory(name_ko="구미산업단지"), ComplexFactory()
    CoordinationFactory(complex=complex_, user=users["coordinator"])
    CoordinationFactory(complex=other_complex, user=users["other_coordinator"])
    organisation = OrganisationFactory(name_ko="구미금형", complex=complex_)
    RepresentationFactory(organisation=organisation, user=users["representative"])
    group = GroupFactory(name_ko="금형 미니클러스터", complex=complex_)
    chair_person = PersonFactory(name_ko="이회장", user=users["chair"])
    person = PersonFactory(name_ko="박회원", user=users["member"])
    PostFactory(person=person, organisation=organisation)
    MembershipFactory(group=group, person=chair_person)
    membership = MembershipFactory(group=group, person=person, organisation=organisation)
    OfficeFactory(group=group, person=chair_person, kind=OfficeKind.CHAIR)
    return Cast(
        **users,
        complex=complex_,
        other_complex=other_complex,
        organisation=organisation,
        group=group,
        person=person,
        chair_person=chair_person,
        membership=membership,
    )
