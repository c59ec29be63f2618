"""What the list and the record of organisations show, to whom, and what it costs."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from dure.community.models import Organisation
from tests.factories import (
    ConsentFactory,
    IndustryClassFactory,
    IndustryFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    RepresentationFactory,
    SizeClassFactory,
    SupplyTieFactory,
)

SECRETS = {"business_number": "1248100998", "address": "구미시 공단동", "telephone": "054-460-1"}
SHOWN = ["124-81-00998", "구미시 공단동", "054-460-1"]
CONFIDANTS = ["programme_officer", "coordinator", "representative", "auditor"]
OTHERS = ["other_coordinator", "chair", "member", "expert", "reviewer", "stranger"]


@pytest.fixture
def secretive(cast):
    Organisation.objects.filter(pk=cast.organisation.pk).update(**SECRETS)
    return cast.organisation


def exported(client, **query):
    response = client.get(reverse("organisation-export"), query)
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    heading, *rows = sheet.values
    return [dict(zip(heading, row, strict=True)) for row in rows]


def listed(client, **query):
    return [row.name_ko for row in client.get(reverse("organisation-list"), query).context["page"]]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_no_more_for_more_rows(count, client, cast, django_assert_num_queries):
    for _ in range(count):
        firm = OrganisationFactory()
        SizeClassFactory(organisation=firm)
        IndustryClassFactory(organisation=firm)
    client.force_login(cast.stranger)

    # session, user, standing; sections, complexes, groups and customers of the filters; count,
    # rows, sizes, industries; may add
    with django_assert_num_queries(12):
        client.get(reverse("organisation-list"))


@pytest.mark.parametrize("who", CONFIDANTS)
def test_confidential_columns_are_open_to(who, client, cast, secretive):
    client.force_login(cast.everyone()[who])

    page = client.get(reverse("organisation-list"))
    record = client.get(reverse("organisation-page", args=[secretive.pk]))

    for text in SHOWN:
        assertContains(page, text)
        assertContains(record, text)
    assert exported(client)[0]["Business number"] == "124-81-00998"
    assert listed(client, q="124-81") == ["구미금형"]


@pytest.mark.parametrize("who", OTHERS)
def test_confidential_columns_are_closed_to(who, client, cast, secretive):
    client.force_login(cast.everyone()[who])

    page = client.get(reverse("organisation-list"))
    record = client.get(reverse("organisation-page", args=[secretive.pk]))

    for text in SHOWN:
        assertNotContains(page, text)
        assertNotContains(record, text)
    row = exported(client)[0]
    assert [row[name] for name in ("Business number", "Address", "Telephone")] == [None] * 3
    assert listed(client, q="124-81") == []


def test_list_is_narrowed_by_the_address(client, cast):
    hit = OrganisationFactory(name_ko="대구정밀", kind="university", is_synthetic=True)
    SizeClassFactory(organisation=hit, size="large")
    IndustryClassFactory(organisation=hit, industry__code="29294")
    MembershipFactory(group=cast.group, person=None, organisation=hit)
    tie = SupplyTieFactory(supplier=hit)
    client.force_login(cast.stranger)

    for query in [
        {"supplies": tie.customer_id},
        {"q": "ㄷㄱㅈ"},
        {"kind": "university"},
        {"size": "large"},
        {"section": "C"},
        {"industry": "292"},
        {"industry": "c"},
        {"complex": hit.complex_id},
        {"synthetic": "yes"},
        {"group": cast.group.pk, "kind": "university"},
    ]:
        assert listed(client, **query) == ["대구정밀"], query


def test_list_narrows_by_what_holds_today(client, cast):
    past = {"ends_on": dt.date(2010, 1, 1)}
    SizeClassFactory(organisation=cast.organisation, size="large", **past)
    IndustryClassFactory(organisation=cast.organisation, industry__code="29294", **past)
    cast.membership.ends_on = dt.date(2010, 1, 1)
    cast.membership.save()
    client.force_login(cast.stranger)

    for query in [{"size": "large"}, {"industry": "29"}, {"group": cast.group.pk}]:
        assert listed(client, **query) == [], query


@pytest.mark.parametrize(
    ("who", "what", "expected"),
    [
        ("coordinator", "industry", ["구미금형"]),
        ("coordinator", "number", ["구미금형"]),
        ("stranger", "number", []),
    ],
)
def test_list_tells_what_is_missing(who, what, expected, client, cast):
    OrganisationFactory(name_ko="대학", kind="university")
    client.force_login(cast.everyone()[who])

    assert listed(client, missing=what) == expected


def test_list_tells_who_is_in_business(client, cast):
    OrganisationFactory(name_ko="닫음", closed_on=dt.date(2010, 1, 1))
    client.force_login(cast.stranger)

    assert listed(client, state="open") == ["구미금형"]
    assert listed(client, state="closed") == ["닫음"]


def test_export_names_size_industry_and_what_is_invented(client, cast):
    firm = OrganisationFactory(name_ko="가", is_synthetic=True, complex=None)
    SizeClassFactory(organisation=firm, size="medium")
    IndustryClassFactory(organisation=firm, industry__code="29294", industry__name_ko="금형")
    client.force_login(cast.stranger)

    row = exported(client, q="가")[0]

    names = ("Name", "Size", "Industry code", "Industry", "Industrial complex", "Synthetic")
    assert [row[name] for name in names] == ["가", "Medium", "29294", "금형", None, "synthetic"]


@pytest.mark.parametrize(
    ("language", "heading", "name"), [("en", "Industry", "Moulds"), ("ko", "업종", "금형")]
)
def test_export_and_list_name_the_industry_by_language(language, heading, name, client, cast):
    mould = IndustryFactory(code="29294", name_ko="금형", name_en="Moulds")
    IndustryClassFactory(organisation=OrganisationFactory(name_ko="가"), industry=mould)
    cast.stranger.language = language
    cast.stranger.save()
    client.force_login(cast.stranger)

    assert exported(client, q="가")[0][heading] == name
    assertContains(client.get(reverse("organisation-list"), {"q": "가"}), name)


@pytest.mark.parametrize("query", ["industry=zzz", "section=Q1", "group=x", "kind=%00", "page=-5"])
def test_senseless_filter_is_no_error_page(query, client, cast):
    client.force_login(cast.stranger)

    assert client.get(f"{reverse('organisation-list')}?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_record_asks_no_more_for_more_rows(count, client, cast, django_assert_num_queries):
    firm = OrganisationFactory(complex=cast.complex)
    SizeClassFactory(organisation=firm)
    IndustryClassFactory(organisation=firm)
    RepresentationFactory(organisation=firm)
    for _ in range(count):
        PostFactory(organisation=firm)
        MembershipFactory(organisation=firm)
        SupplyTieFactory(supplier=firm, share_of_sales_permille=100)
        SupplyTieFactory(customer=firm, share_of_sales_permille=600)
    client.force_login(cast.stranger)

    # session, user, standing; organisation, its size and industry now; customers, suppliers,
    # posts, which people may be opened, memberships, representatives; may edit, may contact;
    # sizes, industries
    with django_assert_num_queries(16):
        client.get(reverse("organisation-page", args=[firm.pk]))


def test_record_masks_who_has_not_agreed_to_be_found(client, cast):
    PostFactory(organisation=cast.organisation, person=PersonFactory(name_ko="홍길동"))
    agreed = ConsentFactory(person__name_ko="성춘향").person
    PostFactory(organisation=cast.organisation, person=agreed)
    client.force_login(cast.stranger)

    response = client.get(reverse("organisation-page", args=[cast.organisation.pk]))

    assertNotContains(response, "홍길동")
    assertContains(response, "홍○○")
    assertContains(response, "성춘향")


def test_record_shows_dependence_on_a_customer(client, cast):
    hub = OrganisationFactory(name_ko="큰전자")
    SupplyTieFactory(supplier=cast.organisation, customer=hub, share_of_sales_permille=620)
    client.force_login(cast.stranger)

    supplier = client.get(reverse("organisation-page", args=[cast.organisation.pk]))
    customer = client.get(reverse("organisation-page", args=[hub.pk]))

    assertContains(supplier, "62.0 % of its sales go to one customer")
    assertContains(customer, "1 supplier sells at least half of its goods here")


def test_record_of_a_large_customer_leads_to_all_its_suppliers(client, cast, monkeypatch):
    monkeypatch.setattr("dure.community.organisations.views.MOST_SHOWN", 2)
    hub = OrganisationFactory()
    SupplyTieFactory.create_batch(3, customer=hub)
    client.force_login(cast.stranger)

    response = client.get(reverse("organisation-page", args=[hub.pk]))

    assert len(response.context["suppliers"]) == 2
    assertContains(response, f"{reverse('organisation-list')}?supplies={hub.pk}")


@pytest.mark.parametrize(
    ("who", "shown"), [("coordinator", True), ("representative", True), ("stranger", False)]
)
def test_record_names_representatives_to_confidants(who, shown, client, cast):
    client.force_login(cast.everyone()[who])

    response = client.get(reverse("organisation-page", args=[cast.organisation.pk]))

    assert [held.user for held in response.context["representations"]] == (
        [cast.representative] if shown else []
    )


def test_nobody_else_s_record_is_not_found(client, cast):
    client.force_login(cast.stranger)

    assert client.get(reverse("organisation-page", args=[0])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "n"), [("구미", 1), ("ㄱㅎ", 1), ("없음", 0), ("", 0), ("\0", 0)]
)
def test_options_while_typing(typed, n, client, cast):
    OrganisationFactory(name_ko="구미닫음", closed_on=dt.date(2010, 1, 1))
    client.force_login(cast.stranger)

    response = client.get(reverse("organisation-options"), {"customer": typed})

    assert response.content.decode().count("<option") == n


@pytest.mark.parametrize("name", ["organisation-list", "organisation-export", "organisation-add"])
def test_log_in_first(name, client, db):
    assert client.get(reverse(name)).status_code == 302
