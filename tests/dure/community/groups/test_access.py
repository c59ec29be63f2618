from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dure.community.models import Group, Membership, Office, OfficeKind
from tests.factories import LONG_AGO, OfficeFactory, RoleFactory

pytestmark = pytest.mark.django_db

KEEPERS = {"programme_officer", "coordinator", "chair"}
DIRECTORS = {"programme_officer", "coordinator"}
READERS = KEEPERS | {"member", "auditor"}
TABLE = [
    (Group, "editable_by", KEEPERS),
    (Group, "directable_by", DIRECTORS),
    (Group, "confided_to", READERS),
    (Group, "auditable_by", {"coordinator"}),
    (Membership, "endable_by", KEEPERS),
    (Office, "endable_by", KEEPERS),
]


@pytest.mark.parametrize(("model", "method", "who"), TABLE)
def test_who_may(cast, model, method, who):
    users = cast.everyone()

    may = {name for name in users if getattr(model.objects, method)(users[name]).exists()}

    assert may == who


def test_everybody_signed_in_sees_the_groups(cast):
    assert all(Group.objects.visible_to(user).exists() for user in cast.everyone().values())
    assert not Group.objects.visible_to(AnonymousUser()).exists()
    assert not Group.objects.editable_by(AnonymousUser()).exists()
    assert not Group.objects.confided_to(AnonymousUser()).exists()
    assert not Membership.objects.endable_by(AnonymousUser()).exists()


def test_an_auditor_who_is_chair_too_changes_nothing(cast):
    RoleFactory(user=cast.chair, kind="auditor")

    assert not Group.objects.editable_by(cast.chair).exists()
    assert not Membership.objects.endable_by(cast.chair).exists()


def test_an_office_that_ended_keeps_nothing(cast):
    Office.objects.update(ends_on="2010-01-01")

    assert not Group.objects.editable_by(cast.chair).exists()


@pytest.mark.parametrize(
    ("kind", "keeps"),
    [(OfficeKind.VICE_CHAIR, True), (OfficeKind.SECRETARY, True), (OfficeKind.TREASURER, False)],
)
def test_which_offices_keep_the_record(cast, kind, keeps):
    OfficeFactory(group=cast.group, person=cast.person, kind=kind, starts_on=LONG_AGO)

    assert Group.objects.editable_by(cast.member).exists() is keeps


def test_the_list_has_each_group_once(cast):
    OfficeFactory(group=cast.group, person=cast.chair_person, kind=OfficeKind.SECRETARY)

    assert Group.objects.editable_by(cast.chair).count() == 1
    assert Membership.objects.endable_by(cast.chair).count() == 2
