"""What is one's own, and nothing of anybody else's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from dure.community.models import Founder, GroupKind, OfficeKind
from dure.core.clock import today
from dure.desk.mine import drawings, queries
from tests.factories import (
    ConsentFactory,
    DocumentFactory,
    GroupFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
    PostFactory,
    RepresentationFactory,
    RoleFactory,
    SizeClassFactory,
    SupplyTieFactory,
)

HOME = "/"


def page(client, user):
    client.force_login(user)
    return client.get(HOME).content.decode()


def test_a_group_tells_what_one_is_in_it(cast):
    (chaired,) = queries.circles(cast.chair)
    (joined,) = queries.circles(cast.member)

    assert [office.kind for office in chaired.held] == [OfficeKind.CHAIR]
    assert joined.held == []
    assert joined.group.member_since == cast.membership.starts_on
    assert chaired.group.is_led
    assert not joined.group.is_led


def test_a_group_that_has_ended_is_no_longer_mine(cast):
    cast.group.ended_on = dt.date(2012, 1, 1)
    cast.group.save()

    assert queries.circles(cast.member) == []
    assert queries.documents(cast.member, []) == []


def test_an_office_that_ends_soon_is_told_to_who_leads(cast, client):
    soon = today() + dt.timedelta(days=30)
    OfficeFactory(group=cast.group, kind=OfficeKind.TREASURER, ends_on=soon)
    later = today() + dt.timedelta(days=300)
    OfficeFactory(group=cast.group, kind=OfficeKind.AUDITOR, ends_on=later)

    assert [office.kind for office in queries.circles(cast.chair)[0].ending] == ["treasurer"]
    assert "Treasurer" in page(client, cast.chair)
    assert "Treasurer" not in page(client, cast.member)


def test_a_body_of_members_is_asked_for_its_bylaws(cast):
    cast.group.kind = GroupKind.ASSOCIATION
    cast.group.save()
    assert queries.circles(cast.chair)[0].group.lacks_bylaws

    DocumentFactory(group=cast.group)
    assert not queries.circles(cast.chair)[0].group.lacks_bylaws


def test_only_documents_of_ones_own_groups_are_shown(cast, client):
    DocumentFactory(group=cast.group, title="우리 정관")
    DocumentFactory(title="남의 정관")

    assert "우리 정관" in page(client, cast.member)
    for who in ("member", "stranger", "expert", "reviewer", "representative", "auditor"):
        assert "남의 정관" not in page(client, getattr(cast, who)), who


def test_who_holds_an_office_without_being_let_in_reads_no_documents(cast):
    """A steering member who is no member: the set of rows decides, not the page."""
    person = PersonFactory(user=cast.stranger)
    OfficeFactory(group=cast.group, person=person, kind=OfficeKind.STEERING)
    DocumentFactory(group=cast.group)

    circles = queries.circles(cast.stranger)

    assert len(circles) == 1
    assert queries.documents(cast.stranger, circles) == []


def test_an_organisation_is_where_one_works_or_speaks_for(cast):
    (spoken_for,) = queries.organisations(cast.representative)
    (at_work,) = queries.organisations(cast.member)

    assert (spoken_for.is_represented, at_work.is_represented) == (True, False)
    assert spoken_for == at_work == cast.organisation
    assert not queries.organisations(cast.stranger)


def test_an_organisation_tells_how_much_it_depends_and_who_depends_on_it(cast, client):
    SizeClassFactory(organisation=cast.organisation, size="small")
    SupplyTieFactory(supplier=cast.organisation, share_of_sales_permille=760)
    SupplyTieFactory(customer=cast.organisation, share_of_sales_permille=500)
    SupplyTieFactory(customer=cast.organisation, share_of_sales_permille=499)
    MembershipFactory(person=None, organisation=cast.organisation)

    (found,) = queries.organisations(cast.representative)

    assert (found.n_suppliers, found.n_dependent) == (2, 1)
    assert [tie.share_of_sales_permille for tie in found.customers_now] == [760]
    assert len(found.memberships_now) == 1
    text = page(client, cast.representative)
    assert "Small" in text
    assert "76.0" in text


def test_confidential_data_of_an_organisation_stay_on_its_own_page(cast, client):
    cast.organisation.telephone = "054-123-4567"
    cast.organisation.address = "구미시 1공단로 1"
    cast.organisation.business_number = "1234567891"
    cast.organisation.save()

    text = page(client, cast.member)

    for secret in ("054-123-4567", "1공단로", "123-45-67891", "1234567891"):
        assert secret not in text


def test_who_only_works_there_is_not_asked_for_its_address(cast, client):
    client.force_login(cast.member)
    texts = [row.text for row in client.get(HOME).context["todo"]]

    assert "address or telephone is missing" not in texts


def test_an_auditor_who_speaks_for_a_firm_is_offered_no_change(cast, client):
    RepresentationFactory(user=cast.auditor, organisation=cast.organisation)
    text = page(client, cast.auditor)

    assert reverse("organisation-page", args=[cast.organisation.pk]) in text
    assert reverse("organisation-edit", args=[cast.organisation.pk]) not in text


def test_an_officer_of_a_group_who_audits_is_offered_no_change(cast, client):
    RoleFactory(user=cast.chair, kind="auditor")
    text = page(client, cast.chair)

    assert reverse("group-page", args=[cast.group.pk]) in text
    assert reverse("group-admit", args=[cast.group.pk]) not in text


def test_who_leads_a_group_admits_in_one_step(cast, client):
    assert reverse("group-admit", args=[cast.group.pk]) in page(client, cast.chair)


def test_a_record_tells_what_is_held_and_who_finds_it(cast, client):
    found = queries.person(cast.member)

    assert (found.n_posts, found.n_memberships, found.n_offices) == (1, 1, 0)
    assert queries.fellows(cast.member) == 1
    assert "1 fellow member of your groups" in page(client, cast.member)
    assert queries.person(cast.stranger) is None


def test_who_agreed_is_told_since_when(cast, client):
    ConsentFactory(person=cast.person)
    text = page(client, cast.member)

    assert "everybody who is signed in, since you agreed on" in text
    assert reverse("person-consent-withdraw", args=[cast.person.pk]) in text


def test_one_click_lets_one_be_found(cast, client):
    client.force_login(cast.member)
    (row,) = [row for row in client.get(HOME).context["todo"] if row.posts]

    client.post(row.url)

    assert queries.person(cast.member).may_be_found


def test_a_fellow_counts_once_whatever_the_groups(cast):
    group = GroupFactory()
    MembershipFactory(group=group, person=cast.person)
    MembershipFactory(group=group, person=cast.chair_person)
    PostFactory(person=cast.person)

    assert queries.fellows(cast.member) == 1
    assert queries.person(cast.member).n_posts == 2


@pytest.mark.parametrize(("who", "kinds"), [("reviewer", ["reviewer"]), ("member", [])])
def test_roles_are_those_of_today(cast, who, kinds):
    RoleFactory(user=getattr(cast, who), kind="expert", ends_on=dt.date(2012, 1, 1))

    assert [role.kind for role in queries.roles(getattr(cast, who))] == kinds


def test_a_course_ends_with_the_last_change(cast):
    cast.group.founded_by = Founder.MEMBERS
    cast.group.founded_on = dt.date(2005, 1, 1)
    cast.group.save()
    MembershipFactory(group=cast.group, starts_on=dt.date(2007, 5, 1))

    course = drawings.course(queries.circles(cast.member)[0])

    assert [(bar.year, bar.n) for bar in course.bars] == [(2005, 2), (2006, 2), (2007, 3)]
    assert course.words == "2005: 2, 2006: 2, 2007: 3"
    assert course.is_own
    assert course.bars[-1].height == drawings.HEIGHT


def test_one_year_is_no_course(cast, client):
    course = drawings.course(queries.circles(cast.member)[0])

    assert course.bars == []
    assert f"unchanged since {course.until}" in page(client, cast.member)
