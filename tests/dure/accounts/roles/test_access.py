from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from dure.accounts.models import Role, RoleKind, User
from dure.core.clock import today
from tests.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
WHO = ["officer", "auditor", "both", "expert", "past", "future", "closed", "plain", "anonymous"]


@pytest.fixture
def people():
    day = today()
    users = {name: UserFactory(name=name) for name in WHO if name != "anonymous"}
    users["closed"].is_active = False
    users["closed"].save()
    for name in ("officer", "both", "closed"):
        RoleFactory(user=users[name], kind=RoleKind.PROGRAMME_OFFICER)
    for name in ("auditor", "both"):
        RoleFactory(user=users[name], kind=RoleKind.AUDITOR)
    RoleFactory(user=users["expert"], kind=RoleKind.EXPERT)
    RoleFactory(user=users["past"], kind=RoleKind.PROGRAMME_OFFICER, ends_on=day)
    tomorrow = day + dt.timedelta(days=1)
    RoleFactory(user=users["future"], kind=RoleKind.PROGRAMME_OFFICER, starts_on=tomorrow)
    return {**users, "anonymous": AnonymousUser()}


@pytest.mark.parametrize(
    ("condition", "granted"),
    [
        ("oversees", {"officer", "auditor", "both"}),
        ("directs", {"officer"}),
        ("may_write", {"officer", "expert", "past", "future", "closed", "plain"}),
    ],
)
def test_a_condition_holds_for(condition, granted, people):
    row = people["plain"]

    held = {
        name
        for name, who in people.items()
        if User.objects.filter(Q(getattr(Role.objects, condition)(who)), pk=row.pk).exists()
    }

    assert held == granted


def test_sets_without_a_person_name_the_same_people(people):
    def names(roles):
        return {role.user.name for role in roles.select_related("user")}

    assert names(Role.objects.directing()) == {"officer"}
    assert names(Role.objects.overseeing()) == {"officer", "auditor", "both"}


@pytest.mark.parametrize(
    ("permission", "granted"),
    [
        ("visible_to", {"officer", "auditor", "both", "expert"}),
        ("endable_by", {"officer"}),
    ],
)
def test_the_role_of_an_expert_is_open_to(permission, granted, people):
    role = Role.objects.get(kind=RoleKind.EXPERT)

    allowed = {
        name
        for name, who in people.items()
        if getattr(Role.objects, permission)(who).filter(pk=role.pk).exists()
    }

    assert allowed == granted
