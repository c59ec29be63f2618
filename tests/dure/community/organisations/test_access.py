from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dure.community.models import Organisation, Representation, SupplyTie
from tests.factories import OrganisationFactory, RepresentationFactory, SupplyTieFactory

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
OFFICE = {"programme_officer", "coordinator"}


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
        ("confided_to", OFFICE | {"representative", "auditor"}),
        ("auditable_by", {"coordinator"}),
        ("editable_by", OFFICE),
        ("classifiable_by", OFFICE),
        ("contactable_by", OFFICE | {"representative"}),
    ],
)
def test_organisation_permission_is_granted_to(permission, expected, cast):
    assert granted(cast, Organisation, permission, cast.organisation) == expected


def test_closed_organisation_is_classified_by_nobody(cast):
    Organisation.objects.update(closed_on="2020-01-01")

    assert granted(cast, Organisation, "classifiable_by", cast.organisation) == set()


def test_organisation_of_no_complex_is_for_the_programme(cast):
    organisation = OrganisationFactory(complex=None)

    assert granted(cast, Organisation, "editable_by", organisation) == {"programme_officer"}


def test_tie_is_ended_by_the_office_of_the_supplier(cast):
    tie = SupplyTieFactory(supplier=cast.organisation)

    assert granted(cast, SupplyTie, "endable_by", tie) == OFFICE


def test_representation_is_ended_by_the_office(cast):
    held = cast.organisation.representations.get()

    assert granted(cast, Representation, "endable_by", held) == OFFICE


def test_auditor_who_represents_changes_nothing(cast):
    RepresentationFactory(organisation=cast.organisation, user=cast.auditor)

    assert not Organisation.objects.contactable_by(cast.auditor)


def test_representative_of_yesterday_reads_nothing(cast):
    cast.organisation.representations.update(ends_on="2020-01-01")

    assert not Organisation.objects.confided_to(cast.representative)


@pytest.mark.parametrize("permission", ["visible_to", "confided_to", "contactable_by"])
def test_nobody_signed_in_sees_nothing(permission, cast):
    assert not getattr(Organisation.objects, permission)(AnonymousUser())
