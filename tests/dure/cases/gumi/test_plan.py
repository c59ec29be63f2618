"""The plan adds up to what the paper's table 8 and its note 2 print."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.cases.gumi import circles, names, plan

# Table 8: year, mini-clusters, members of the mould mini-cluster, members of all.
TABLE_8 = [
    (2005, 10, 128, 602),
    (2006, 9, 168, 715),
    (2007, 6, 117, 586),
    (2008, 6, 174, 611),
    (2009, 6, 180, 547),
    (2010, 6, 148, 521),
    (2011, 6, 170, 623),
    (2012, 6, 102, 399),
]


@pytest.mark.parametrize(("year", "clusters", "mould", "members"), TABLE_8)
def test_planned_members_add_up_to_table_8(year, clusters, mould, members):
    sizes = plan.members_at_year_end()[year]

    assert len(sizes) == clusters
    assert sum(sizes.values()) == members
    assert sum(sizes.get(key, 0) for key in (plan.MOULD, *plan.MOULD_BEFORE)) == mould


def test_the_two_mould_networks_of_2005_have_the_printed_sizes():
    sizes = plan.members_at_year_end()[2005]

    assert (sizes["design"], sizes["parts"]) == (42, 86)


@pytest.mark.parametrize(("year", "groups", "participants"), [(2007, 19, 205), (2012, 12, 139)])
def test_planned_working_groups_add_up_to_note_2(year, groups, participants):
    sizes = [c.sizes[year] for c in circles.all_circles() if year in c.sizes]

    assert (len(sizes), sum(sizes)) == (groups, participants)


def test_a_working_group_has_ten_to_fifteen_members_or_nearly():
    sizes = [size for c in circles.all_circles() for size in c.sizes.values()]

    assert min(sizes) >= 9
    assert max(sizes) <= 15


@given(
    st.integers(0, 10_000),
    st.dictionaries(st.text(min_size=1), st.integers(1, 100), min_size=1),
)
def test_split_loses_nobody_and_rounds_by_less_than_one(total, weights):
    parts = plan.split(total, weights)

    whole = sum(weights.values())
    assert sum(parts.values()) == total
    assert all(abs(parts[k] - total * w / whole) < 1 for k, w in weights.items())


def test_invented_people_have_names_of_their_own():
    made = names.people(Random(1))  # noqa: S311 - not a secret
    found = [next(made) for _ in range(3000)]

    assert len({name.ko for name in found}) == 3000
    assert all(len(name.ko) == 3 for name in found)


def test_nobody_gets_the_name_of_somebody_well_known():
    made = {name.ko for name in names.people(Random(1))}  # noqa: S311 - not a secret

    assert made & names.WELL_KNOWN == set()
    parts = {s + a + b for s in names.SURNAMES for a in names.FIRST for b in names.SECOND}
    assert parts >= names.WELL_KNOWN


def test_the_same_seed_gives_the_same_names():
    one, other = (names.people(Random(7)) for _ in range(2))  # noqa: S311 - not a secret

    assert [next(one) for _ in range(50)] == [next(other) for _ in range(50)]
