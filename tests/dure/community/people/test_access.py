from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dure.community.models import Membership, Person, Post
from tests.factories import NOON, ConsentFactory, PersonFactory, PostFactory, RoleFactory

pytestmark = pytest.mark.django_db

OFFICE = {"programme_officer", "coordinator"}
TABLE = [  # of the member's record, who works at the represented organisation
    (Person, "visible_to", OFFICE | {"auditor", "member", "chair", "representative"}),
    (Person, "confided_to", OFFICE | {"auditor", "member", "representative"}),
    (Person, "editable_by", OFFICE | {"member"}),
    (Person, "postable_by", OFFICE),
    (Person, "consentable_by", {"member"}),
    (Person, "disclosed_to", {"programme_officer", "member"}),
    (Person, "erasable_by", {"programme_officer", "member"}),
    (Person, "auditable_by", {"coordinator"}),
]


@pytest.mark.parametrize(("model", "method", "who"), TABLE)
def test_who_may(cast, model, method, who):
    users, itself = cast.everyone(), model.objects.filter(pk=cast.person.pk)

    assert {name for name in users if getattr(itself, method)(users[name]).exists()} == who


def test_who_may_end_a_post(cast):
    users = cast.everyone()

    assert {n for n in users if Post.objects.endable_by(users[n]).exists()} == OFFICE


def test_everybody_signed_in_finds_who_agreed(cast):
    consent = ConsentFactory(person=cast.person)
    assert cast.person in Person.objects.visible_to(cast.stranger)
    assert not Person.objects.confided_to(cast.stranger).exists()
    assert not Person.objects.visible_to(AnonymousUser()).exists()

    consent.withdrawn_at = NOON
    consent.save()
    assert cast.person not in Person.objects.visible_to(cast.stranger)


def test_fellow_members_know_each_other_while_both_are_members(cast):
    assert cast.person in Person.objects.visible_to(cast.chair)

    Membership.objects.filter(person=cast.person).update(ends_on="2010-01-01")
    assert cast.person not in Person.objects.visible_to(cast.chair)


def test_an_organisation_knows_its_people_while_they_are_there(cast):
    Post.objects.update(ends_on="2010-01-01")

    assert cast.person not in Person.objects.visible_to(cast.representative)


def test_an_auditor_changes_nothing_not_even_of_their_own(cast):
    PersonFactory(user=cast.auditor)

    for method in ("editable_by", "postable_by", "consentable_by", "erasable_by", "invitable_by"):
        assert not getattr(Person.objects, method)(cast.auditor).exists()


def test_a_coordinator_who_is_an_auditor_too_changes_nothing(cast):
    RoleFactory(user=cast.coordinator, kind="auditor")

    assert not Person.objects.editable_by(cast.coordinator).exists()
    assert not Post.objects.endable_by(cast.coordinator).exists()


def test_only_who_has_an_address_and_no_account_can_be_invited(cast):
    person = PersonFactory(email="kim@example.com")
    PostFactory(person=person, organisation=cast.organisation)

    assert set(Person.objects.invitable_by(cast.coordinator)) == {person}
    assert not Person.objects.invitable_by(cast.member).exists()


def test_each_person_stands_once_in_every_set(cast):
    PostFactory(person=cast.person)
    PostFactory(person=cast.person)

    for user in cast.everyone().values():
        found = Person.objects.visible_to(user)
        assert len(found) == len(set(found))


def test_what_is_erased_is_changed_no_more(cast):
    Person.objects.filter(pk=cast.person.pk).update(erased_at=NOON, user=None)

    assert not Person.objects.filter(pk=cast.person.pk).editable_by(cast.coordinator).exists()
