from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dure.community.models import Complex, Coordination
from tests.factories import CoordinationFactory

EVERYBODY = {
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
}


def granted(cast, rows, permission, row):
    return {
        name
        for name, user in cast.everyone().items()
        if row in getattr(rows.objects, permission)(user)
    }


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("visible_to", EVERYBODY),
        ("coordinated_by", {"coordinator"}),
        ("overseen_by", {"coordinator", "programme_officer", "auditor"}),
        ("auditable_by", {"coordinator", "programme_officer", "auditor"}),
        ("editable_by", {"coordinator", "programme_officer"}),
        ("directable_by", {"programme_officer"}),
    ],
)
def test_complex_permission_is_granted_to(permission, expected, cast):
    assert granted(cast, Complex, permission, cast.complex) == expected


def test_coordination_is_ended_by_programme_officers(cast):
    held = cast.complex.coordinations.get()

    assert granted(cast, Coordination, "endable_by", held) == {"programme_officer"}


def test_auditor_who_coordinates_reads_and_changes_nothing(cast):
    CoordinationFactory(complex=cast.complex, user=cast.auditor)

    assert cast.complex in Complex.objects.coordinated_by(cast.auditor)
    assert cast.complex not in Complex.objects.editable_by(cast.auditor)


def test_coordinator_of_yesterday_changes_nothing(cast):
    cast.complex.coordinations.update(ends_on="2020-01-01")

    assert not Complex.objects.editable_by(cast.coordinator)


def test_closed_account_coordinates_nothing(cast):
    cast.coordinator.is_active = False
    cast.coordinator.save()

    assert not Complex.objects.coordinated_by(cast.coordinator)
    assert not Complex.objects.visible_to(cast.coordinator)


@pytest.mark.parametrize("permission", ["visible_to", "editable_by", "auditable_by"])
def test_nobody_signed_in_sees_nothing(permission, cast):
    assert not getattr(Complex.objects, permission)(AnonymousUser())
