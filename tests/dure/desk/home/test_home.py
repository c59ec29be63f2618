"""What is there to do: for each kind of person, and nothing that leads nowhere."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from dure.accounts.models import Invitation
from dure.community.models import GroupKind, OfficeKind, Person
from dure.core.clock import today
from dure.desk.cluster import queries as cluster
from dure.desk.home import queries, tables
from dure.desk.standing.queries import standing
from tests.factories import (
    NOON,
    AuditEventFactory,
    ComplexFactory,
    ConsentFactory,
    CoordinationFactory,
    DescentFactory,
    DocumentFactory,
    GroupFactory,
    IndustryClassFactory,
    JobFactory,
    MembershipFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    OutcomeFactory,
    PersonFactory,
    RepresentationFactory,
    SupplyTieFactory,
)

HOME = "/"


def home(user):
    return queries.home(user=user, standing=standing(user), at=NOON)


def texts(user):
    held = standing(user)
    found = queries.home(user=user, standing=held, at=NOON)
    return [row.text for row in tables.rows(found, day=NOON.date(), standing=held)]


def test_a_coordinator_sees_what_is_missing_in_their_complex(cast):
    OrganisationFactory(complex=cast.complex, numbered=True)
    IndustryClassFactory(organisation=cast.organisation)
    GroupFactory(complex=cast.complex, kind=GroupKind.WORKING_GROUP)
    ObservationFactory(complex=cast.complex, year=2012)
    OrganisationFactory(complex=cast.other_complex)

    assert texts(cast.coordinator) == [
        "1 firm has no industry",
        "1 firm has no business number",
        "1 group has no chair",
        "statistics end with 2012",
    ]


def test_a_coordinator_sees_the_figures_of_their_complex_as_of_today(cast):
    GroupFactory(complex=cast.complex, ended_on=dt.date(2012, 1, 1))
    OrganisationFactory(complex=cast.complex, closed_on=dt.date(2012, 1, 1))

    (found,) = home(cast.coordinator).coordinated

    assert (found.n_organisations, found.n_groups, found.n_members) == (1, 1, 2)
    assert found.n_in_mini_clusters == 2


def test_the_figures_of_several_complexes_are_headed_by_their_names(client, cast):
    client.force_login(cast.coordinator)
    assert 'class="unseen" id="figures-1"' in client.get(HOME).content.decode()

    CoordinationFactory(user=cast.coordinator)
    page = client.get(HOME).content.decode()
    assert '<h2 id="figures-1">' in page
    assert '<h2 id="figures-2">' in page


def test_an_empty_complex_begins_with_an_import(cast):
    complex_ = ComplexFactory()
    CoordinationFactory(complex=complex_, user=cast.stranger)

    rows = tables.rows(home(cast.stranger), day=today(), standing={"coordinates"})

    assert rows[0].text == "no organisation is recorded yet"
    assert rows[0].url


def test_recent_statistics_are_not_asked_for(cast):
    ObservationFactory(complex=cast.other_complex, year=NOON.year - 1)

    assert not any("statistics" in text for text in texts(cast.other_coordinator))


def test_an_officer_of_a_group_sees_what_it_lacks(cast):
    assert texts(cast.chair)[:2] == ["there is no treasurer", "it does not say what it is for"]


def test_a_secretary_sees_that_there_is_no_chair(cast):
    group = GroupFactory(purpose="To learn")
    OfficeFactory(group=group, person=PersonFactory(user=cast.stranger), kind=OfficeKind.SECRETARY)
    OfficeFactory(group=group, kind=OfficeKind.TREASURER)

    assert texts(cast.stranger)[0] == "there is no chair"


def test_a_plain_member_is_not_asked_to_run_the_group(cast):
    assert texts(cast.member) == ["You have not said what you know", "Others cannot find you"]


def test_a_member_who_has_said_and_agreed_has_nothing_to_do(cast):
    cast.person.expertise = "Moulds"
    cast.person.save()
    ConsentFactory(person=cast.person)

    assert texts(cast.member) == []


def test_a_representative_is_asked_for_what_is_missing_of_the_organisation(cast):
    assert texts(cast.representative) == ["address or telephone is missing"]


def test_an_organisation_that_is_complete_asks_for_nothing(cast):
    RepresentationFactory(
        user=cast.stranger, organisation=OrganisationFactory(address="구미", telephone="0541234567")
    )

    assert texts(cast.stranger) == []


def test_a_programme_officer_sees_complexes_without_coordinator_and_what_failed(cast):
    JobFactory(failed=True)
    ComplexFactory(name_ko="창원산업단지")
    Invitation.objects.create(
        user=cast.stranger,
        token_hash="x",
        sent_at=NOON - dt.timedelta(days=9),
        expires_at=NOON - dt.timedelta(days=1),
    )

    assert texts(cast.programme_officer) == [
        "1 task failed",
        "nobody coordinates it",
        "1 invitation has run out",
    ]


def test_a_programme_officer_sees_that_nothing_works_in_the_background(cast):
    JobFactory()
    assert texts(cast.programme_officer) == ["Nothing is done in the background"]


def test_an_auditor_reads_what_was_done_last_and_has_nothing_to_do(client, cast):
    CoordinationFactory(user=cast.auditor)
    AuditEventFactory.create_batch(7)
    client.force_login(cast.auditor)

    response = client.get(HOME)

    assert response.context["todo"] == []
    assert len(response.context["home"].trace.events) == cluster.LATEST
    assert "You read everything and change nothing" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "n"),
    [("1 firm has no industry", 1), ("2 firms have no business number", 2)],
)
def test_a_count_leads_to_a_list_of_as_many(client, cast, text, n):
    firm = OrganisationFactory(complex=cast.complex)
    IndustryClassFactory(organisation=firm)
    client.force_login(cast.coordinator)

    (row,) = [row for row in client.get(HOME).context["todo"] if row.text == text]

    assert client.get(row.url).context["page"].paginator.count == n


def test_groups_without_a_chair_are_listed(client, cast):
    GroupFactory(complex=cast.complex)
    client.force_login(cast.coordinator)

    (row,) = [row for row in client.get(HOME).context["todo"] if "no chair" in row.text]

    assert client.get(row.url).context["page"].paginator.count == 1


@pytest.mark.parametrize("who", ["coordinator", "chair", "representative", "member", "stranger"])
def test_the_page_opens_and_every_row_leads_somewhere(client, cast, who):
    client.force_login(getattr(cast, who))

    response = client.get(HOME)

    assert response.status_code == 200
    for row in response.context["todo"]:
        answer = client.post(row.url, follow=True) if row.posts else client.get(row.url)
        assert answer.status_code == 200, row


def give_one_of_everything(cast, user, person):
    """What the page of somebody tells: a group with kin and a document, an organisation, a post."""
    if user == cast.coordinator:
        CoordinationFactory(user=user)
    organisation = OrganisationFactory()
    RepresentationFactory(user=user, organisation=organisation)
    SupplyTieFactory(supplier=organisation)
    IndustryClassFactory(organisation=organisation)
    membership = MembershipFactory(person=person)
    MembershipFactory(person=None, organisation=organisation, group=membership.group)
    DocumentFactory(group=membership.group)
    DescentFactory(ancestor=membership.group)
    OutcomeFactory(complex=membership.group.complex)
    AuditEventFactory()
    ComplexFactory()


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("who", "n_queries"),
    [
        # session, account, standing; circles 3, organisations 5, complexes, groups, outcomes,
        # person, fellows, documents, roles, kin and the river 4
        ("coordinator", 3 + 19),
        # neither complexes nor their groups
        ("member", 3 + 17),
        # figures 3, groups, complexes without coordinator, jobs, workers, invitations
        ("programme_officer", 3 + 25),
        # figures 3, groups, changes, accounts, jobs, workers, events, complexes that they name
        ("auditor", 3 + 27),
    ],
)
def test_the_page_costs_the_same_for_one_and_for_three(
    client, cast, django_assert_num_queries, *, who, n_queries, n
):
    user = getattr(cast, who)
    person = Person.objects.filter(user=user).first() or PersonFactory(user=user)
    for _ in range(n):
        give_one_of_everything(cast, user, person)
    client.force_login(user)

    with django_assert_num_queries(n_queries):
        client.get(HOME)


def test_who_is_not_signed_in_is_sent_to_the_log_in_page(client, db):
    response = client.get(HOME)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("n", "word"), [(1, "one"), (10, "ten"), (11, "11"), (0, "0")])
def test_a_small_number_is_a_word(n, word):
    assert tables.in_words(n) == word


def test_who_leads_an_association_is_asked_for_its_bylaws_where_they_are_filed(client, cast):
    cast.group.kind = GroupKind.ASSOCIATION
    cast.group.save()
    client.force_login(cast.chair)

    (row,) = [row for row in client.get(HOME).context["todo"] if "bylaws" in row.text]

    assert client.get(row.url).status_code == 200
    DocumentFactory(group=cast.group)
    assert not any("bylaws" in text for text in texts(cast.chair))
