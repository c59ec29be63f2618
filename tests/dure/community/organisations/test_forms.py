"""The pages that change organisations: what they do, what they say, and who gets 404."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from dure.community.models import Organisation
from tests.factories import (
    ComplexFactory,
    CoordinationFactory,
    IndustryFactory,
    OrganisationFactory,
    SupplyTieFactory,
)

NEW_YEAR = "2020-01-01"
OFFICE = {"programme_officer", "coordinator"}


def columns(cast, **changes):
    return {"name_ko": "새금형", "kind": "firm", "complex": cast.complex.pk, **changes}


def post(client, user, name, pk, **data):
    client.force_login(user)
    return client.post(reverse(name, args=[pk] if pk else []), data)


@pytest.mark.parametrize("who", ["coordinator", "programme_officer"])
def test_office_registers_an_organisation(who, client, cast):
    data = columns(cast, business_number="124-81-00998")

    response = post(client, cast.everyone()[who], "organisation-add", None, **data)

    made = Organisation.objects.get(name_ko="새금형")
    assert made.business_number == "1248100998"
    assertRedirects(response, reverse("organisation-page", args=[made.pk]))


def test_office_registers_with_size_and_industry_and_the_list_finds_it(client, cast):
    industry = IndustryFactory()
    data = columns(cast, size="small", industry=industry.code, starts_on=NEW_YEAR)

    post(client, cast.coordinator, "organisation-add", None, **data)

    made = Organisation.objects.get(name_ko="새금형")
    assert (made.sizes.get().size, str(made.sizes.get().starts_on)) == ("small", NEW_YEAR)
    assert made.industries.get().industry == industry
    for asked in ({"size": "small"}, {"industry": industry.code}):
        found = client.get(reverse("organisation-list"), asked).context["page"]
        assert list(found) == [made]
    without = client.get(reverse("organisation-list"), {"missing": "size"}).context["page"]
    assert list(without) == [cast.organisation]


def test_an_industry_that_is_none_registers_nothing(client, cast):
    data = columns(cast, size="small", industry="nothing of the kind")

    response = post(client, cast.coordinator, "organisation-add", None, **data)

    assertContains(response, "No industry is called that.", status_code=422)
    assert not Organisation.objects.filter(name_ko="새금형").exists()


def test_the_form_asks_for_size_and_industry_with_help(client, cast):
    client.force_login(cast.coordinator)

    assertContains(client.get(reverse("organisation-add")), "missing from every count by industry")
    edit = client.get(reverse("organisation-edit", args=[cast.organisation.pk]))
    assertNotContains(edit, "missing from every count by industry")


def test_programme_officer_registers_one_of_no_complex(client, cast):
    post(client, cast.programme_officer, "organisation-add", None, **columns(cast, complex=""))

    assert Organisation.objects.get(name_ko="새금형").complex is None


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"business_number": "124-81-00997"}, "one digit is mistyped"),
        ({"business_number": "1248"}, "ten digits"),
        ({"complex": ""}, "required"),
        ({"name_ko": ""}, "required"),
        ({"website": "x y"}, "valid URL"),
    ],
)
def test_what_is_wrong_with_an_organisation_is_said(changes, complaint, client, cast):
    response = post(client, cast.coordinator, "organisation-add", None, **columns(cast, **changes))

    assertContains(response, complaint, status_code=422)


def test_coordinator_registers_in_the_own_complex_only(client, cast):
    data = columns(cast, complex=cast.other_complex.pk)

    response = post(client, cast.coordinator, "organisation-add", None, **data)

    assertContains(response, "valid choice", status_code=422)


def test_taken_number_is_said_at_the_form(client, cast):
    OrganisationFactory(name_ko="대구금형", business_number="1248100998")
    data = columns(cast, business_number="1248100998")

    response = post(client, cast.coordinator, "organisation-add", None, **data)

    assertContains(response, "대구금형 has this business registration number", status_code=422)


def test_office_edits_everything(client, cast):
    post(
        client,
        cast.coordinator,
        "organisation-edit",
        cast.organisation.pk,
        **columns(cast, telephone="054-1"),
    )

    cast.organisation.refresh_from_db()
    assert (cast.organisation.name_ko, cast.organisation.telephone) == ("새금형", "054-1")


def test_representative_edits_how_it_can_be_reached_and_nothing_else(client, cast):
    data = columns(cast, telephone="054-1")

    post(client, cast.representative, "organisation-edit", cast.organisation.pk, **data)

    cast.organisation.refresh_from_db()
    assert (cast.organisation.name_ko, cast.organisation.telephone) == ("구미금형", "054-1")


def test_edit_form_shows_what_is_there(client, cast):
    Organisation.objects.filter(pk=cast.organisation.pk).update(business_number="1248100998")
    client.force_login(cast.coordinator)

    page = client.get(reverse("organisation-edit", args=[cast.organisation.pk]))

    assertContains(page, "124-81-00998")


def test_office_closes_an_organisation(client, cast):
    post(
        client,
        cast.coordinator,
        "organisation-close",
        cast.organisation.pk,
        closed_on=NEW_YEAR,
    )

    cast.organisation.refresh_from_db()
    assert cast.organisation.closed_on == dt.date(2020, 1, 1)


def test_office_classifies_by_size(client, cast):
    pk = cast.organisation.pk
    post(client, cast.coordinator, "organisation-size", pk, size="large", starts_on=NEW_YEAR)

    assert cast.organisation.sizes.get().size == "large"


@pytest.mark.parametrize("typed", ["29294", "금형", "ㄱㅎ", "29294 주형 및 금형 제조업"])
def test_office_classifies_by_industry_however_it_is_typed(typed, client, cast):
    mould = IndustryFactory(code="29294", name_ko="주형 및 금형 제조업")
    pk = cast.organisation.pk

    post(client, cast.coordinator, "organisation-industry", pk, industry=typed, starts_on=NEW_YEAR)

    assert cast.organisation.industries.get().industry == mould


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("없는 업종", "No industry is called that"),
        ("제조업", "Several are meant"),
        ("", "required"),
    ],
)
def test_industry_that_is_not_one_is_said(typed, complaint, client, cast):
    IndustryFactory.create_batch(2)
    pk = cast.organisation.pk

    response = post(
        client, cast.coordinator, "organisation-industry", pk, industry=typed, starts_on=NEW_YEAR
    )

    assertContains(response, complaint, status_code=422)


def test_office_records_and_ends_a_supply_tie(client, cast):
    hub = OrganisationFactory(name_ko="큰전자")
    pk = cast.organisation.pk
    data = {"customer": "큰전자", "share": "62.5", "starts_on": NEW_YEAR}

    post(client, cast.coordinator, "supply-add", pk, **data)
    tie = cast.organisation.ties_to_customers.get()
    post(client, cast.coordinator, "supply-end", tie.pk, ends_on="2021-01-01")

    tie.refresh_from_db()
    assert (tie.customer, tie.share_of_sales_permille) == (hub, 625)
    assert tie.ends_on == dt.date(2021, 1, 1)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"customer": "없음"}, "Nothing is called that"),
        ({"customer": "큰전자", "share": "100.1"}, "less than or equal to 100"),
        ({"customer": "큰전자", "share": "1.23"}, "1 decimal place"),
        ({"customer": "구미금형"}, "Nothing is called that"),
    ],
)
def test_what_is_wrong_with_a_tie_is_said(data, complaint, client, cast):
    OrganisationFactory(name_ko="큰전자")
    pk = cast.organisation.pk

    response = post(client, cast.coordinator, "supply-add", pk, starts_on=NEW_YEAR, **data)

    assertContains(response, complaint, status_code=422)


def test_broken_rule_is_said_at_the_form(client, cast):
    tie = SupplyTieFactory(supplier=cast.organisation, share_of_sales_permille=900)
    OrganisationFactory(name_ko="큰전자")
    data = {"customer": "큰전자", "share": "20", "starts_on": NEW_YEAR}

    response = post(client, cast.coordinator, "supply-add", tie.supplier_id, **data)

    assertContains(response, "come to 110 %", status_code=422)


def test_office_appoints_and_ends_a_representative(client, cast):
    pk = cast.organisation.pk
    data = {"email": cast.stranger.email, "starts_on": NEW_YEAR}

    post(client, cast.coordinator, "representative-add", pk, **data)
    held = cast.organisation.representations.get(user=cast.stranger)
    post(client, cast.coordinator, "representative-end", held.pk, ends_on="2021-01-01")

    held.refresh_from_db()
    assert held.ends_on == dt.date(2021, 1, 1)


def test_representative_needs_an_account(client, cast):
    data = {"email": "nobody@example.com", "starts_on": NEW_YEAR}

    response = post(client, cast.coordinator, "representative-add", cast.organisation.pk, **data)

    assertContains(response, "Invite the person first", status_code=422)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("organisation-edit", OFFICE | {"representative"}),
        ("organisation-close", OFFICE),
        ("organisation-size", OFFICE),
        ("organisation-industry", OFFICE),
        ("supply-add", OFFICE),
        ("representative-add", OFFICE),
    ],
)
def test_form_is_not_found_for_others(name, allowed, client, cast):
    for who, user in cast.everyone().items():
        client.force_login(user)
        response = client.get(reverse(name, args=[cast.organisation.pk]))
        assert response.status_code == (200 if who in allowed else 404), who


@pytest.mark.parametrize("who", ["representative", "auditor", "stranger", "other_coordinator"])
def test_period_is_ended_by_nobody_else(who, client, cast):
    tie = SupplyTieFactory(supplier=cast.organisation)
    held = cast.organisation.representations.get()
    client.force_login(cast.everyone()[who])

    assert client.get(reverse("supply-end", args=[tie.pk])).status_code == 404
    assert client.get(reverse("representative-end", args=[held.pk])).status_code == 404


@pytest.mark.parametrize("who", ["representative", "auditor", "stranger"])
def test_registering_is_not_found_for_others(who, client, cast):
    client.force_login(cast.everyone()[who])

    assert client.get(reverse("organisation-add")).status_code == 404


def test_auditor_who_coordinates_gets_no_form(client, cast):
    CoordinationFactory(complex=cast.complex, user=cast.auditor)
    client.force_login(cast.auditor)

    assert client.get(reverse("organisation-add")).status_code == 404
    page = client.get(reverse("organisation-page", args=[cast.organisation.pk]))
    assertNotContains(page, reverse("organisation-edit", args=[cast.organisation.pk]))


def test_coordinator_of_two_chooses_the_complex(client, cast):
    second = ComplexFactory(name_ko="왜관")
    CoordinationFactory(complex=second, user=cast.coordinator)
    client.force_login(cast.coordinator)

    assertContains(client.get(reverse("organisation-add")), "왜관")


def test_what_a_box_offers_is_text_without_marks(client, cast):
    IndustryFactory(code="29294", name_ko="주형 및 금형 제조업", name_en="")
    client.force_login(cast.coordinator)

    offered = client.get(reverse("industry-options"), {"industry": "29294"}).content.decode()

    assert '<option value="29294 주형 및 금형 제조업">' in offered
