"""What holds for every ``access.py``, found and not listed."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from dure.accounts.models import RoleKind, User
from tests.dure.walk import world as worlds
from tests.factories import RoleFactory

READING = {"visible_to", "auditable_by"}


def permissions() -> Iterator[tuple[QuerySet, str]]:
    """Every method of a set of rows that takes a user and is for changing."""
    for model in apps.get_models():
        if model.__module__.startswith("dure."):
            rows = model._default_manager.all()
            for name in dir(rows):
                if name.endswith("able_by") and name not in READING:
                    yield model, name


FOUND = list(permissions())


def granted(model, name: str, user) -> QuerySet:
    rows = getattr(model._default_manager.all(), name)
    assert list(inspect.signature(rows).parameters) == ["user"], f"{model.__name__}.{name}"
    return rows(user)


@pytest.fixture
def world(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return worlds.build(cast)


@pytest.mark.parametrize(("model", "name"), FOUND, ids=lambda part: getattr(part, "__name__", part))
def test_what_a_person_may_change_they_may_not_as_an_auditor(model, name, world):
    before = {who: set(granted(model, name, user)) for who, user in signed_in(world).items()}

    for user in signed_in(world).values():
        if not user.roles.filter(kind=RoleKind.AUDITOR).exists():
            RoleFactory(user=user, kind=RoleKind.AUDITOR)

    after = {who: set(granted(model, name, user)) for who, user in signed_in(world).items()}
    assert after == {who: set() for who in before}
    assert not before["auditor"] | before["auditing_coordinator"]
    assert any(before.values()), "somebody may; else this proves nothing: add a row to the world"


@pytest.mark.parametrize(("model", "name"), FOUND, ids=lambda part: getattr(part, "__name__", part))
def test_who_is_not_signed_in_changes_nothing(model, name, world):
    assert not granted(model, name, AnonymousUser()).exists()


def signed_in(world) -> dict[str, User]:
    return {name: who for name, who in world.everyone().items() if isinstance(who, User)}
