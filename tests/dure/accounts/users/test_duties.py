from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from dure.core import duties
from tests.factories import (
    CoordinationFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
    RepresentationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy():
    user = UserFactory()
    person = PersonFactory(user=user)
    CoordinationFactory(user=user)
    RepresentationFactory(user=user, ends_on=dt.date(2010, 1, 1))
    OfficeFactory(person=person)
    MembershipFactory(person=person)
    return user


def test_duties_of_every_kind_are_told_what_holds_first(busy, django_assert_num_queries):
    UserFactory()

    with django_assert_num_queries(4):
        told = duties.of([busy.pk])[busy.pk]

    assert {duty.label for duty in told[:3]} == {"Coordinator", "Chair", "Member"}
    assert (told[3].label, told[3].holds) == ("Representative", False)


def test_the_pages_of_an_account_show_them_and_lead_to_where_they_were_given(client, cast, busy):
    client.force_login(cast.programme_officer)

    page = client.get(reverse("user-page", args=[busy.pk])).content.decode()
    listed = client.get(reverse("user-list")).content.decode()

    for duty in duties.of([busy.pk])[busy.pk]:
        address = reverse(duty.address, args=[duty.thing.pk])
        assert address in page
        assert (address in listed) == duty.holds


def test_own_account_shows_own_duties(client, busy):
    client.force_login(busy)

    assert b"Coordinator" in client.get(reverse("account-page")).content
