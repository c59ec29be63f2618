from __future__ import annotations

import pytest
from django.db import IntegrityError

from dure.community.models import Complex
from tests.factories import ComplexFactory, CoordinationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [{"part": "linked"}, {"latitude": 36}, {"longitude": 128}],
    ids=["linked with nothing", "half a place", "the other half"],
)
def test_complex_that_cannot_be_is_refused(columns):
    with pytest.raises(IntegrityError):
        ComplexFactory(**columns)


def test_hub_of_a_hub_is_refused():
    with pytest.raises(IntegrityError):
        ComplexFactory(hub=ComplexFactory())


def test_complex_is_not_its_own_hub():
    place = ComplexFactory()

    with pytest.raises(IntegrityError):
        Complex.objects.filter(pk=place.pk).update(part="linked", hub=place)


def test_coordination_is_open_once_for_a_person():
    held = CoordinationFactory()

    with pytest.raises(IntegrityError):
        CoordinationFactory(complex=held.complex, user=held.user)
