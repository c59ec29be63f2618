from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from dure.community.models import Complex
from tests.factories import (
    ComplexFactory,
    GroupFactory,
    IndustryClassFactory,
    OrganisationFactory,
    SizeClassFactory,
    SupplyTieFactory,
)

DAY = dt.date
ALL_COLUMNS = {
    "name_ko": "왜관",
    "kind": "general",
    "part": "hub",
    "region": "경상북도",
    "latitude": "35.99",
    "longitude": "128.40",
}


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_no_more_for_more_rows(count, client, cast, django_assert_num_queries):
    ComplexFactory.create_batch(count, latitude=36, longitude=128)
    client.force_login(cast.stranger)

    # session, user, standing; regions and hubs of the filters; count, rows, sketch; may add
    with django_assert_num_queries(9):
        client.get(reverse("complex-list"))


def test_list_is_narrowed_by_the_address(client, cast):
    ComplexFactory(name_ko="서울디지털", region="서울")
    client.force_login(cast.stranger)

    response = client.get(reverse("complex-list"), {"region": "서울", "q": "ㄷㅈㅌ"})

    assert [row.name_ko for row in response.context["page"]] == ["서울디지털"]


def test_list_counts_what_is_there_today(client, cast):
    GroupFactory(complex=cast.complex, ended_on=DAY(2010, 1, 1))
    OrganisationFactory(complex=cast.complex, closed_on=DAY(2010, 1, 1))
    client.force_login(cast.stranger)

    row = client.get(reverse("complex-list")).context["listed"].rows.get(pk=cast.complex.pk)

    assert (row.n_organisations, row.n_groups) == (1, 1)


def test_export_gives_the_rows_of_the_list(client, cast):
    client.force_login(cast.stranger)

    response = client.get(reverse("complex-export"), {"q": "구미"})

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert [row[0] for row in sheet.values] == ["Name", "구미산업단지"]


@pytest.mark.parametrize("count", [1, 3])
def test_record_asks_no_more_for_more_rows(count, client, cast, django_assert_num_queries):
    for _ in range(count):
        firm = OrganisationFactory(complex=cast.complex)
        SizeClassFactory(organisation=firm)
        IndustryClassFactory(organisation=firm)
        SupplyTieFactory(supplier=firm, share_of_sales_permille=600)
        GroupFactory(complex=cast.complex)
    client.force_login(cast.stranger)

    # session, user, standing; complex, around; groups, kinds, sizes, industries and their names,
    # dependence and its hubs, coordinations; may edit, may direct
    with django_assert_num_queries(15):
        client.get(reverse("complex-page", args=[cast.complex.pk]))


def test_record_shows_who_hangs_on_whom(client, cast):
    hub = OrganisationFactory(name_ko="큰전자")
    for share in (700, 500, 100, None):
        firm = OrganisationFactory(complex=cast.complex)
        SupplyTieFactory(supplier=firm, customer=hub, share_of_sales_permille=share)
    SupplyTieFactory(supplier=cast.organisation, customer=hub, ends_on=DAY(2010, 1, 1))
    client.force_login(cast.stranger)

    found = client.get(reverse("complex-page", args=[cast.complex.pk])).context["dependence"]

    assert (found.n_suppliers, found.n_dependent) == (4, 2)
    assert [(row.name_ko, row.n_suppliers, row.n_strong) for row in found.hubs] == [
        ("큰전자", 4, 2)
    ]


def test_record_counts_by_kind_size_and_industry(client, cast):
    IndustryClassFactory(organisation=cast.organisation, industry__code="29294")
    SizeClassFactory(organisation=cast.organisation, size="large", ends_on=DAY(2010, 1, 1))
    SizeClassFactory(organisation=cast.organisation, size="small", starts_on=DAY(2010, 1, 1))
    OrganisationFactory(complex=cast.complex, kind="university")
    client.force_login(cast.stranger)

    context = client.get(reverse("complex-page", args=[cast.complex.pk])).context

    assert [(bar.value, bar.n) for bar in context["kinds"]] == [("firm", 1), ("university", 1)]
    assert [(bar.value, bar.n) for bar in context["sizes"]] == [("small", 1)]
    assert [(bar.value, bar.n) for bar in context["industries"]] == [("29", 1)]


def test_record_of_a_linked_complex_leads_to_its_hub(client, cast):
    linked = ComplexFactory(part="linked", hub=cast.complex, latitude=36, longitude=128)
    client.force_login(cast.stranger)

    assertContains(
        client.get(reverse("complex-page", args=[linked.pk])),
        reverse("complex-page", args=[cast.complex.pk]),
    )
    assertContains(client.get(reverse("complex-page", args=[cast.complex.pk])), "Linked complexes")


def test_programme_officer_adds_a_complex(client, cast):
    client.force_login(cast.programme_officer)

    response = client.post(reverse("complex-add"), ALL_COLUMNS)

    made = Complex.objects.get(name_ko="왜관")
    assertRedirects(response, reverse("complex-page", args=[made.pk]))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"part": "linked"}, "Choose the hub"),
        ({"longitude": ""}, "both coordinates"),
        ({"name_ko": "구미산업단지"}, "complex of this name"),
        ({"latitude": "91"}, "less than or equal to 90"),
    ],
)
def test_what_is_wrong_with_a_complex_is_said(changes, complaint, client, cast):
    client.force_login(cast.programme_officer)

    response = client.post(reverse("complex-add"), {**ALL_COLUMNS, **changes})

    assertContains(response, complaint, status_code=422)


def test_coordinator_edits_the_own_complex(client, cast):
    client.force_login(cast.coordinator)

    client.post(reverse("complex-edit", args=[cast.complex.pk]), ALL_COLUMNS)

    cast.complex.refresh_from_db()
    assert cast.complex.name_ko == "왜관"


def test_programme_officer_appoints_and_ends_a_coordinator(client, cast):
    client.force_login(cast.programme_officer)
    address = reverse("coordinator-add", args=[cast.complex.pk])

    client.post(address, {"email": "STRANGER@example.com", "starts_on": "2020-01-01"})
    held = cast.complex.coordinations.get(user=cast.stranger)
    client.post(reverse("coordinator-end", args=[held.pk]), {"ends_on": "2021-01-01"})

    held.refresh_from_db()
    assert held.ends_on == DAY(2021, 1, 1)


def test_coordinator_needs_an_account(client, cast):
    client.force_login(cast.programme_officer)
    address = reverse("coordinator-add", args=[cast.complex.pk])

    response = client.post(address, {"email": "nobody@example.com", "starts_on": "2020-01-01"})

    assertContains(response, "Invite the person first", status_code=422)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("complex-edit", {"programme_officer", "coordinator"}),
        ("coordinator-add", {"programme_officer"}),
    ],
)
def test_form_is_not_found_for_others(name, allowed, client, cast):
    for who, user in cast.everyone().items():
        client.force_login(user)
        response = client.get(reverse(name, args=[cast.complex.pk]))
        assert response.status_code == (200 if who in allowed else 404), who


@pytest.mark.parametrize("who", ["coordinator", "auditor", "stranger"])
def test_complex_is_added_and_coordination_ended_by_nobody_else(who, client, cast):
    client.force_login(cast.everyone()[who])
    held = cast.complex.coordinations.get()

    assert client.get(reverse("complex-add")).status_code == 404
    assert client.get(reverse("coordinator-end", args=[held.pk])).status_code == 404


def test_stranger_gets_no_deeds(client, cast):
    client.force_login(cast.stranger)

    response = client.get(reverse("complex-page", args=[cast.complex.pk]))

    assertNotContains(response, reverse("complex-edit", args=[cast.complex.pk]))


@pytest.mark.parametrize("name", ["complex-list", "complex-export", "complex-add"])
def test_log_in_first(name, client, db):
    assert client.get(reverse(name)).status_code == 302
