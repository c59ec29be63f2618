from __future__ import annotations

import pytest
from django.db import IntegrityError

from tests.factories import (
    IndustryClassFactory,
    OrganisationFactory,
    RepresentationFactory,
    SizeClassFactory,
    SupplyTieFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["123", "12345678901"[:9] + "A", "123-45-678"])
def test_business_number_has_ten_digits(number):
    with pytest.raises(IntegrityError):
        OrganisationFactory(business_number=number)


def test_business_number_belongs_to_one():
    OrganisationFactory(business_number="1248100998")

    with pytest.raises(IntegrityError):
        OrganisationFactory(business_number="1248100998")


@pytest.mark.parametrize("factory", [SizeClassFactory, IndustryClassFactory])
def test_class_is_open_once(factory):
    held = factory()

    with pytest.raises(IntegrityError):
        factory(organisation=held.organisation)


def test_tie_is_open_once_for_a_pair():
    tie = SupplyTieFactory()

    with pytest.raises(IntegrityError):
        SupplyTieFactory(supplier=tie.supplier, customer=tie.customer)


def test_tie_joins_two():
    firm = OrganisationFactory()

    with pytest.raises(IntegrityError):
        SupplyTieFactory(supplier=firm, customer=firm)


def test_tie_takes_no_more_than_all_sales():
    with pytest.raises(IntegrityError):
        SupplyTieFactory(share_of_sales_permille=1001)


def test_representation_is_open_once_for_a_person():
    held = RepresentationFactory()

    with pytest.raises(IntegrityError):
        RepresentationFactory(organisation=held.organisation, user=held.user)


@pytest.mark.parametrize(
    "factory", [SizeClassFactory, IndustryClassFactory, SupplyTieFactory, RepresentationFactory]
)
def test_period_ends_after_it_starts(factory):
    with pytest.raises(IntegrityError):
        factory(starts_on="2020-01-02", ends_on="2020-01-01")
