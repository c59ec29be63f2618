from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dure.accounts.models import RoleKind
from dure.core.models import Job
from tests.factories import JobFactory, RoleFactory


@pytest.mark.parametrize(
    ("permission", "granted"),
    [
        ("visible_to", {"programme_officer", "auditor"}),
        ("settleable_by", {"programme_officer"}),
    ],
)
def test_job_permission_is_granted_to(permission, granted, cast):
    job = JobFactory()

    rows = {name: list(getattr(Job.objects, permission)(u)) for name, u in cast.everyone().items()}

    assert rows == {name: [job] if name in granted else [] for name in cast.everyone()}


def test_an_auditor_changes_nothing_whatever_else_they_are(cast):
    JobFactory()
    RoleFactory(user=cast.auditor, kind=RoleKind.PROGRAMME_OFFICER)

    assert not Job.objects.settleable_by(cast.auditor)


@pytest.mark.django_db
def test_who_is_not_signed_in_sees_nothing():
    JobFactory()

    assert not Job.objects.visible_to(AnonymousUser())
    assert not Job.objects.settleable_by(AnonymousUser())
