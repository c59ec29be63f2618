from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from dure.accounts.models import Role, RoleKind
from dure.accounts.roles import actions
from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from tests.factories import NOON, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


def test_grant_gives_the_role_and_records_it_as_done_to_the_account():
    officer, user = UserFactory(), UserFactory()

    role = actions.grant(user=user, kind="expert", starts_on=DAY, by=officer, at=NOON)

    assert (role.user, role.kind, role.starts_on, role.ends_on) == (user, "expert", DAY, None)
    event = AuditEvent.objects.get()
    assert (event.action, event.target) == ("role.granted", f"accounts.user:{user.pk}")
    assert event.details == {"role": role.pk, "kind": "expert", "starts_on": "2026-03-02"}


def test_grant_sent_twice_is_one_role():
    user = UserFactory()

    first, second = (
        actions.grant(user=user, kind="expert", starts_on=DAY, by=None, at=NOON) for _ in range(2)
    )

    assert first == second
    assert AuditEvent.objects.count() == 1


def test_grant_refuses_a_role_that_is_held_at_that_time():
    role = RoleFactory(kind=RoleKind.EXPERT)

    with pytest.raises(RuleBroken, match="End that first"):
        actions.grant(user=role.user, kind="expert", starts_on=DAY, by=None, at=NOON)


def test_a_role_may_be_given_again_once_it_has_ended():
    role = RoleFactory(ends_on=DAY)

    actions.grant(user=role.user, kind=role.kind, starts_on=DAY, by=None, at=NOON)

    assert Role.objects.count() == 2


def test_end_closes_the_role_once():
    role = RoleFactory()

    for _ in range(2):
        actions.end(role=role, ends_on=DAY, by=None, at=NOON)

    role.refresh_from_db()
    assert role.ends_on == DAY
    assert [event.action for event in AuditEvent.objects.all()] == ["role.ended"]


@pytest.mark.parametrize(
    ("ended", "ends_on", "complaint"),
    [
        (DAY - dt.timedelta(days=1), DAY, "has ended"),
        (None, dt.date(2004, 12, 31), "before the day it starts"),
    ],
)
def test_end_refuses(ended, ends_on, complaint):
    role = RoleFactory(ends_on=ended)

    with pytest.raises(RuleBroken, match=complaint):
        actions.end(role=role, ends_on=ends_on, by=None, at=NOON)


def test_the_last_programme_officer_stays():
    officer = RoleFactory(kind=RoleKind.PROGRAMME_OFFICER)
    RoleFactory(kind=RoleKind.PROGRAMME_OFFICER, user__is_active=False)

    with pytest.raises(RuleBroken, match="Appoint another"):
        actions.end(role=officer, ends_on=DAY, by=None, at=NOON)

    RoleFactory(kind=RoleKind.PROGRAMME_OFFICER)
    actions.end(role=officer, ends_on=DAY, by=None, at=NOON)


def test_the_database_refuses_two_open_roles_of_a_kind_and_an_end_before_the_start():
    role = RoleFactory()

    with pytest.raises(IntegrityError):
        RoleFactory(user=role.user, kind=role.kind)


def test_the_database_refuses_an_end_before_the_start():
    with pytest.raises(IntegrityError):
        RoleFactory(ends_on=dt.date(2004, 1, 1))
