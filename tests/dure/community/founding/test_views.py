from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from dure.community.models import Group, GroupKind, OfficeKind
from tests.factories import (
    GroupFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    RoleFactory,
)

SENT = {
    "name_ko": "사출금형 워킹그룹",
    "kind": "working_group",
    "stands": "part",
    "founded_on": "2012-03-01",
}


def address(group):
    return reverse("group-found", args=[group.pk])


def test_only_who_leads_the_group_founds_out_of_it(client, cast):
    for who, user in cast.everyone().items():
        client.force_login(user)
        expected = 200 if who == "chair" else 404
        assert client.get(address(cast.group)).status_code == expected, who
        assert client.post(address(GroupFactory()), SENT).status_code == 404, who


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        (OfficeKind.VICE_CHAIR, True),
        (OfficeKind.SECRETARY, True),
        (OfficeKind.TREASURER, False),
        (OfficeKind.AUDITOR, False),
        (OfficeKind.STEERING, False),
    ],
)
def test_which_offices_may(cast, kind, may):
    OfficeFactory(group=cast.group, person=PersonFactory(user=cast.stranger), kind=kind)

    assert Group.objects.branchable_by(cast.stranger).exists() == may


def test_not_out_of_what_has_ended_nor_after_the_office_nor_as_an_auditor(cast):
    office = cast.group.offices.get()
    cast.group.ended_on = dt.date(2012, 1, 1)
    cast.group.save()
    assert not Group.objects.branchable_by(cast.chair).exists()

    cast.group.ended_on = None
    cast.group.save()
    assert Group.objects.branchable_by(cast.chair).exists()
    office.ends_on = dt.date(2012, 1, 1)
    office.save()
    assert not Group.objects.branchable_by(cast.chair).exists()

    office.ends_on = None
    office.save()
    RoleFactory(user=cast.chair, kind="auditor")
    assert not Group.objects.branchable_by(cast.chair).exists()


def test_the_page_founds_and_opens_the_new_group(client, cast):
    client.force_login(cast.chair)

    response = client.post(address(cast.group), SENT)

    group = Group.objects.get(kind=GroupKind.WORKING_GROUP)
    assertRedirects(response, reverse("group-page", args=[group.pk]))
    assert client.get(reverse("group-admit", args=[group.pk])).status_code == 200


def test_the_groups_page_leads_there(client, cast):
    page = reverse("group-page", args=[cast.group.pk])
    client.force_login(cast.chair)
    assert address(cast.group) in client.get(page).content.decode()
    client.force_login(cast.member)
    assert address(cast.group) not in client.get(page).content.decode()


def test_a_form_that_lacks_something_comes_back(client, cast):
    client.force_login(cast.chair)

    assert client.post(address(cast.group), {"name_ko": ""}).status_code == 422
    assert Group.objects.count() == 1


def test_a_refusal_leads_to_the_record_that_stands_in_the_way(client, cast):
    other = GroupFactory(
        complex=cast.complex, name_ko=SENT["name_ko"], founded_on=dt.date(2012, 3, 1)
    )
    client.force_login(cast.chair)

    response = client.post(address(cast.group), SENT)

    assert response.status_code == 422
    text = response.content.decode()
    assert f'<a href="{reverse("group-page", args=[other.pk])}">' in text
    assert ">Open <span lang=" in text


def test_a_taken_business_number_leads_to_its_holder_whose_name_stays_text(client, cast):
    holder = OrganisationFactory(
        name_ko="<b>굵은</b>", name_en="", numbered=True, complex=cast.complex
    )
    client.force_login(cast.coordinator)

    response = client.post(
        reverse("organisation-add"),
        {
            "name_ko": "새 기관",
            "kind": "firm",
            "complex": cast.complex.pk,
            "business_number": holder.business_number,
        },
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="{reverse("organisation-page", args=[holder.pk])}">' in text
    assert "<b>굵은" not in text
