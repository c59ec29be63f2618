"""Every figure is the number of the list that it opens."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from dure.community.models import Complex, GroupKind
from dure.core.clock import today
from dure.desk.cluster import queries
from tests.factories import (
    NOON,
    AuditEventFactory,
    DescentFactory,
    GroupFactory,
    JobFactory,
    MembershipFactory,
    OrganisationFactory,
    OutcomeFactory,
)


def fill(cast):
    """Ended and closed ones too, another complex, and somebody who is in two groups."""
    circle = GroupFactory(complex=cast.complex, kind=GroupKind.WORKING_GROUP)
    MembershipFactory(group=circle, person=cast.person)
    GroupFactory(complex=cast.complex, ended_on=dt.date(2012, 1, 1))
    GroupFactory(complex=cast.complex, founded_on=today() + dt.timedelta(days=9))
    OrganisationFactory(complex=cast.complex, closed_on=dt.date(2012, 1, 1))
    MembershipFactory(group=GroupFactory(complex=cast.other_complex))


@pytest.mark.parametrize("who", ["coordinator", "reviewer", "auditor", "programme_officer"])
def test_each_figure_is_the_number_of_the_list_behind_it(client, cast, who):
    fill(cast)
    client.force_login(getattr(cast, who))
    (figures,) = client.get("/").context["home"].figures
    of = {"complex": figures.complex.pk} if figures.complex else {}
    groups, running = reverse("group-list"), {"state": "running", **of}

    firms = client.get(reverse("organisation-list"), {"state": "open", **of})
    listed = client.get(groups, running)
    mini_clusters = client.get(groups, {**running, "kind": "mini_cluster"})

    assert firms.context["page"].paginator.count == figures.n_organisations
    assert listed.context["page"].paginator.count == figures.n_groups
    assert listed.context["n_members"] == figures.n_memberships
    assert mini_clusters.context["n_members"] == figures.n_in_mini_clusters
    assert f"{figures.n_memberships} members in all" in listed.content.decode()


def test_a_coordinator_reads_the_figures_of_their_complex(client, cast):
    fill(cast)
    client.force_login(cast.coordinator)

    (figures,) = client.get("/").context["home"].figures

    assert (figures.n_memberships, figures.n_in_mini_clusters) == (3, 2)


def test_who_has_groups_is_not_shown_everybody_elses(client, cast):
    GroupFactory(complex=cast.other_complex, name_ko="남의 모임")
    OutcomeFactory(complex=cast.other_complex, what_ko="남의 성과")
    OutcomeFactory(complex=cast.complex, what_ko="우리 성과")
    client.force_login(cast.member)

    response = client.get("/")

    assert response.context["home"].figures == []
    assert [one.what_ko for one in response.context["home"].outcomes] == ["우리 성과"]
    assert "남의 모임" not in response.content.decode()


def test_who_has_nothing_of_their_own_reads_the_whole_cluster(client, cast):
    OutcomeFactory(complex=cast.complex)
    client.force_login(cast.stranger)

    home = client.get("/").context["home"]

    assert home.looked_after == [cast.group]
    assert len(home.outcomes) == 1


def test_an_empty_office_says_so(client, cast):
    cast.group.ended_on = cast.group.founded_on
    cast.group.save()
    client.force_login(cast.stranger)

    assert "All is in order" in client.get("/").content.decode()


def test_the_river_is_of_the_first_group_that_has_kin(client, cast):
    groups = [GroupFactory(), GroupFactory(), GroupFactory()]
    assert queries.first_with_kin(groups) is None
    assert queries.first_with_kin([]) is None

    DescentFactory(ancestor=cast.group, descendant=groups[1])

    assert queries.first_with_kin(groups) == groups[1]
    client.force_login(cast.member)
    assert client.get("/").context["river"].lines


def test_the_trace_counts_what_its_lists_hold(client, cast):
    JobFactory(failed=True)
    AuditEventFactory(done_at=NOON - dt.timedelta(days=4000))
    client.force_login(cast.auditor)

    trace = client.get("/").context["home"].trace

    changes = client.get(reverse("audit-list"), {"since": trace.since.isoformat()})
    assert changes.context["page"].paginator.count == trace.n_changes
    accounts = client.get(reverse("user-list"))
    assert accounts.context["page"].paginator.count == trace.n_accounts
    failed = client.get(reverse("queue-list"), {"status": "failed"})
    assert failed.context["page"].paginator.count == trace.n_failed == 1


def test_only_who_oversees_is_shown_what_was_done(client, cast):
    AuditEventFactory()
    for who, user in cast.everyone().items():
        client.force_login(user)
        assert (client.get("/").context["home"].trace is not None) == (who == "auditor")


def test_the_largest_come_first(cast):
    small = GroupFactory(complex=cast.complex)
    assert queries.largest(Complex.objects.all()) == [cast.group, small]
