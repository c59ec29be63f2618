"""The linked complexes: invented, marked, and a wall to the hub and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dure.accounts.models import User
from dure.cases.gumi import actions, linked, log_ins
from dure.community.models import Complex, Group, Membership, Organisation, Person
from dure.evidence.models import Observation
from dure.evidence.reproduction import queries as reproduction
from dure.evidence.statistics import tables
from dure.evidence.statistics.models import COUNTED_IN, Measure
from dure.evidence.statistics.queries import Breakdown, Choice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gumi")]
NAMES = [site.ko for site in linked.SITES]


@pytest.fixture
def outside():
    return Complex.objects.filter(name_ko__in=NAMES)


def coordinator(log_in):
    return User.objects.get(email=log_in.email)


def test_two_complexes_are_linked_with_the_hub(outside):
    assert set(outside.values_list("part", "hub__name_ko")) == {("linked", actions.NAME)}
    assert outside.count() == 2


def test_they_are_marked_as_invented_once_and_not_by_their_names_too(outside):
    groups = Group.objects.filter(complex__in=outside)
    names = [*outside.values_list("name_ko", "name_en"), *groups.values_list("name_ko", "name_en")]

    assert not any("가상" in ko or "invented" in en for ko, en in names)
    assert not outside.filter(is_synthetic=False).exists()
    assert not groups.filter(is_synthetic=False).exists()


@pytest.mark.parametrize(("site", "n"), [(linked.SITES[0], 6), (linked.SITES[1], 4)])
def test_each_has_its_firms_and_a_working_group_of_their_people(site, n):
    group = Group.objects.get(name_ko=site.circle_ko)

    assert Organisation.objects.filter(complex__name_ko=site.ko).count() == n
    assert Membership.objects.filter(group=group).count() == linked.N_PEOPLE * n
    assert set(group.offices.values_list("kind", flat=True)) == {"chair", "secretary"}


def test_nobody_there_is_a_member_in_the_hub(outside):
    people = Person.objects.filter(posts__organisation__complex__in=outside)

    assert not Membership.objects.filter(
        person__in=people, group__complex__name_ko=actions.NAME
    ).exists()


def test_one_has_an_invented_table_that_is_marked(outside):
    figures = Observation.objects.filter(complex__in=outside)

    assert set(figures.values_list("complex__name_ko", "year", "source__is_synthetic")) == {
        (linked.SITES[0].ko, 2010, True)
    }
    assert set(figures.values_list("measure", flat=True)) == {"firms", "employment"}
    assert figures.count() == 20


@pytest.mark.parametrize("measure", ["firms", "employment"])
def test_its_page_shows_quotients_and_the_real_one_compares_with_nothing_invented(outside, measure):
    hub = Complex.objects.get(name_ko=actions.NAME)
    choice = Choice(hub, Measure(measure), Breakdown.INDUSTRY, COUNTED_IN[measure], 2010)

    (real,) = tables.findings(choice).blocks
    (invented,) = tables.findings(replace(choice, complex=outside.first())).blocks

    assert real.area is None
    assert "no other" in real.no_quotient
    assert all(line.quotient for line in invented.lines)
    assert [one.name_ko for one in invented.area.complexes] == [linked.SITES[0].ko, actions.NAME]
    assert invented.area.is_synthetic


def test_the_reproduction_reads_the_hub_alone(outside):
    records = reproduction.read()

    assert {group.complex.name_ko for group in records.groups} == {actions.NAME}
    strange = set(Group.objects.filter(complex__in=outside).values_list("pk", flat=True))
    assert strange.isdisjoint(period.group for period in records.memberships)


def test_a_coordinator_changes_the_own_complexes_and_sees_no_more_of_others(outside):
    here, there = coordinator(log_ins.COORDINATOR), coordinator(log_ins.LINKED_COORDINATOR)
    hub = Complex.objects.filter(name_ko=actions.NAME)

    for own, user in ((hub, here), (outside, there)):
        assert set(Complex.objects.editable_by(user)) == set(own)
        assert set(Complex.objects.overseen_by(user)) == set(own)
        groups = Group.objects.editable_by(user)
        assert groups.exists()
        assert not groups.exclude(complex__in=own).exists()
