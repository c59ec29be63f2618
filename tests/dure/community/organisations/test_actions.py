from __future__ import annotations

import datetime as dt

import pytest

from dure.community.models import Organisation, Size
from dure.community.organisations import actions
from dure.core.audit.models import AuditEvent
from dure.core.clock import today
from dure.core.errors import RuleBroken
from dure.core.search.queries import matching
from tests.factories import (
    NOON,
    ComplexFactory,
    IndustryClassFactory,
    IndustryFactory,
    OrganisationFactory,
    RepresentationFactory,
    SectionFactory,
    SizeClassFactory,
    SupplyTieFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date
NEW_YEAR = DAY(2020, 1, 1)
WHO = {"by": None, "at": NOON}
FIRM = {"name_ko": "구미금형", "kind": "firm"}


def done():
    return list(AuditEvent.objects.values_list("action", flat=True))


def test_registered_organisation_is_recorded_and_found():
    user, place = UserFactory(), ComplexFactory()

    made = actions.register(**FIRM, business_number="124-81-00998", complex=place, by=user, at=NOON)

    event = AuditEvent.objects.get()
    assert (event.action, event.done_by) == ("organisation.registered", user)
    assert made.business_number == "1248100998"
    assert list(matching(Organisation, "ㄱㅎ")) == [made]


def test_register_sent_twice_makes_one():
    first = actions.register(**FIRM, address=" 구미시 ", **WHO)

    assert actions.register(**FIRM, address="구미시", **WHO) == first
    assert done() == ["organisation.registered"]


def test_register_of_another_place_is_another():
    first = actions.register(**FIRM, address="구미시", **WHO)

    assert actions.register(**FIRM, address="대구시", **WHO) != first


@pytest.mark.parametrize(
    ("columns", "complaint"),
    [
        ({"business_number": "124-81-00997"}, "mistyped"),
        ({"business_number": "1"}, "ten digits"),
        ({"kind": "club"}, "not a valid choice"),
        ({"website": "nowhere"}, "valid URL"),
    ],
)
def test_register_refuses_what_cannot_be(columns, complaint):
    with pytest.raises(RuleBroken, match=complaint):
        actions.register(**{**FIRM, **columns}, **WHO)

    assert not done()


def test_register_refuses_the_number_of_another():
    OrganisationFactory(name_ko="대구금형", business_number="1248100998")

    with pytest.raises(RuleBroken, match="대구금형 has this business registration number"):
        actions.register(**FIRM, business_number="1248100998", **WHO)


def test_edit_records_which_columns_and_not_what_stands_in_them():
    firm = OrganisationFactory(name_ko="옛이름")

    actions.edit(organisation=firm, name_ko="새이름", telephone="054-1", **WHO)

    assert AuditEvent.objects.get().details == {"changed": ["name_ko", "telephone"]}
    assert matching(Organisation, "새이름").get() == firm


@pytest.mark.parametrize("number", ["124-81-00998", "1248100998", None, ""])
def test_edit_keeps_the_own_number(number):
    firm = OrganisationFactory(business_number="1248100998" if number else None)

    actions.edit(organisation=firm, business_number=number, **WHO)

    assert not done()


def test_edit_refuses_the_number_of_another():
    OrganisationFactory(business_number="1248100998")

    with pytest.raises(RuleBroken, match="has this business registration number"):
        actions.edit(organisation=OrganisationFactory(), business_number="1248100998", **WHO)


def test_edit_knows_its_columns():
    with pytest.raises(TypeError, match="closed_on"):
        actions.edit(organisation=OrganisationFactory(), closed_on=NEW_YEAR, **WHO)


def test_close_ends_what_hangs_on_it():
    firm = OrganisationFactory()
    held = [
        SizeClassFactory(organisation=firm),
        IndustryClassFactory(organisation=firm),
        SupplyTieFactory(supplier=firm),
        SupplyTieFactory(customer=firm),
        RepresentationFactory(organisation=firm),
    ]

    for _ in range(2):
        actions.close(organisation=firm, closed_on=NEW_YEAR, **WHO)

    for period in held:
        period.refresh_from_db()
    assert {period.ends_on for period in held} == {NEW_YEAR}
    assert done() == ["organisation.closed"]


def test_close_refuses_another_day():
    firm = OrganisationFactory(closed_on=NEW_YEAR)

    with pytest.raises(RuleBroken, match="closed on 1 January 2020 already"):
        actions.close(organisation=firm, closed_on=DAY(2021, 1, 1), **WHO)


def test_close_refuses_a_day_before_something_began():
    held = SizeClassFactory(starts_on=NEW_YEAR)

    with pytest.raises(RuleBroken, match="before the start"):
        actions.close(
            organisation=held.organisation, closed_on=NEW_YEAR - dt.timedelta(days=1), **WHO
        )


def test_size_follows_the_one_before():
    before = SizeClassFactory(size=Size.SMALL, starts_on=DAY(2010, 1, 1))

    after = actions.classify_size(
        organisation=before.organisation, size=Size.MEDIUM, starts_on=NEW_YEAR, **WHO
    )

    before.refresh_from_db()
    assert (before.ends_on, after.starts_on, after.ends_on) == (NEW_YEAR, NEW_YEAR, None)
    assert done() == ["organisation.size_classified"]


def test_size_said_again_changes_nothing():
    before = SizeClassFactory(size=Size.SMALL, starts_on=DAY(2010, 1, 1))

    again = actions.classify_size(
        organisation=before.organisation, size="small", starts_on=NEW_YEAR, **WHO
    )

    assert again == before
    assert not done()


def test_second_word_about_a_day_corrects_the_first():
    first = SizeClassFactory(size=Size.SMALL, starts_on=NEW_YEAR)

    actions.classify_size(
        organisation=first.organisation, size=Size.LARGE, starts_on=NEW_YEAR, **WHO
    )

    assert [row.size for row in first.organisation.sizes.all()] == ["large"]


def test_industry_follows_the_one_before():
    before = IndustryClassFactory(starts_on=DAY(2010, 1, 1))
    industry = IndustryFactory()

    after = actions.classify_industry(
        organisation=before.organisation, industry=industry, starts_on=NEW_YEAR, **WHO
    )

    before.refresh_from_db()
    assert (before.ends_on, after.industry) == (NEW_YEAR, industry)
    event = AuditEvent.objects.get()
    assert (event.action, event.details) == (
        "organisation.industry_classified",
        {"industry": industry.code},
    )


def test_industry_said_again_changes_nothing():
    before = IndustryClassFactory()

    again = actions.classify_industry(
        organisation=before.organisation, industry=before.industry, starts_on=NEW_YEAR, **WHO
    )

    assert again == before


def test_industry_has_five_digits():
    with pytest.raises(RuleBroken, match="all five digits"):
        actions.classify_industry(
            organisation=OrganisationFactory(),
            industry=SectionFactory(),
            starts_on=NEW_YEAR,
            **WHO,
        )


def test_class_of_a_closed_organisation_ends_with_it():
    firm = OrganisationFactory(closed_on=NEW_YEAR)

    made = actions.classify_size(
        organisation=firm, size=Size.SMALL, starts_on=DAY(2010, 1, 1), **WHO
    )

    assert made.ends_on == NEW_YEAR


def supply(tie, **changes):
    return actions.record_supply(
        **{
            "supplier": tie.supplier,
            "customer": tie.customer,
            "starts_on": tie.starts_on,
            "share_of_sales_permille": tie.share_of_sales_permille,
            **changes,
        },
        **WHO,
    )


def test_supply_is_recorded():
    supplier, customer = OrganisationFactory.create_batch(2)

    tie = actions.record_supply(
        supplier=supplier,
        customer=customer,
        starts_on=NEW_YEAR,
        share_of_sales_permille=600,
        **WHO,
    )

    assert (tie.supplier, tie.customer, tie.share_of_sales_permille) == (supplier, customer, 600)
    assert done() == ["organisation.supply_recorded"]


def test_supply_sent_twice_is_one():
    tie = SupplyTieFactory(share_of_sales_permille=600)

    assert supply(tie) == tie
    assert not done()


@pytest.mark.parametrize("changes", [{"share_of_sales_permille": 5}, {"starts_on": NEW_YEAR}])
def test_supply_refuses_a_tie_beside_the_same(changes):
    with pytest.raises(RuleBroken, match="recorded from 1 January 2005 on"):
        supply(SupplyTieFactory(), **changes)


def test_supply_refuses_more_than_all_sales():
    tie = SupplyTieFactory(share_of_sales_permille=600)

    with pytest.raises(RuleBroken, match=r"come to 100\.1 %"):
        supply(tie, customer=OrganisationFactory(), share_of_sales_permille=401)


def test_supply_counts_what_holds_at_that_time_only():
    tie = SupplyTieFactory(share_of_sales_permille=600, ends_on=NEW_YEAR)

    supply(tie, starts_on=NEW_YEAR)

    assert tie.supplier.ties_to_customers.count() == 2


@pytest.mark.parametrize("side", ["supplier", "customer"])
def test_supply_refuses_who_has_closed(side):
    tie = SupplyTieFactory()

    with pytest.raises(RuleBroken, match="has closed on 1 January 2020"):
        supply(tie, **{side: OrganisationFactory(closed_on=NEW_YEAR)}, starts_on=NEW_YEAR)


def test_supply_refuses_oneself():
    tie = SupplyTieFactory()

    with pytest.raises(RuleBroken, match="cannot supply itself"):
        supply(tie, customer=tie.supplier)


def test_end_of_a_tie_is_recorded_once():
    tie = SupplyTieFactory()

    for _ in range(2):
        actions.end_supply(tie=tie, ends_on=NEW_YEAR, **WHO)

    assert done() == ["organisation.supply_ended"]


def appoint(held, **changes):
    return actions.appoint_representative(
        **{
            "organisation": held.organisation,
            "user": held.user,
            "starts_on": held.starts_on,
            **changes,
        },
        **WHO,
    )


def test_representative_is_appointed_once():
    firm, user = OrganisationFactory(), UserFactory()

    first, second = (
        actions.appoint_representative(organisation=firm, user=user, starts_on=NEW_YEAR, **WHO)
        for _ in range(2)
    )

    assert first == second
    assert done() == ["organisation.representative_appointed"]


def test_representative_is_not_appointed_beside_themselves():
    with pytest.raises(RuleBroken, match="represents it already"):
        appoint(RepresentationFactory(), starts_on=NEW_YEAR)


def test_end_of_a_representation_is_recorded_once():
    held = RepresentationFactory()

    for _ in range(2):
        actions.end_representation(representation=held, ends_on=NEW_YEAR, **WHO)

    assert done() == ["organisation.representative_ended"]


def test_registered_with_size_and_industry_from_a_day_on():
    industry = IndustryFactory()
    columns = {**FIRM, "size": Size.SMALL, "industry": industry, "starts_on": NEW_YEAR}

    made = actions.register_classified(**columns, **WHO)
    again = actions.register_classified(**columns, **WHO)

    assert made == again
    assert [(row.size, row.starts_on) for row in made.sizes.all()] == [("small", NEW_YEAR)]
    assert [(row.industry, row.starts_on) for row in made.industries.all()] == [
        (industry, NEW_YEAR)
    ]
    assert sorted(done()) == [
        "organisation.industry_classified",
        "organisation.registered",
        "organisation.size_classified",
    ]


def test_registered_without_a_day_it_holds_from_today():
    made = actions.register_classified(**FIRM, size=Size.SMALL, **WHO)

    assert made.sizes.get().starts_on == today()
    assert not made.industries.exists()


def test_what_cannot_be_classified_is_not_registered_either():
    with pytest.raises(RuleBroken, match="all five digits"):
        actions.register_classified(**FIRM, industry=SectionFactory(), **WHO)

    assert not Organisation.objects.exists()
    assert done() == []
