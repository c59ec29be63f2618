from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dure.evidence.models import Observation
from tests.factories import ObservationFactory

pytestmark = pytest.mark.django_db


def test_everybody_signed_in_sees_figures(cast):
    ObservationFactory(complex=cast.complex)

    assert {
        name for name, who in cast.everyone().items() if Observation.objects.visible_to(who)
    } == set(cast.everyone())
    assert not Observation.objects.visible_to(AnonymousUser())


def test_coordinators_read_the_audit_of_their_complex(cast):
    ObservationFactory(complex=cast.complex)

    assert {
        name for name, who in cast.everyone().items() if Observation.objects.auditable_by(who)
    } == {"coordinator"}
