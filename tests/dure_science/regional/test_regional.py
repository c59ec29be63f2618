from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dure_science import regional

# EconGeo 1.3 (Balland 2017), the example of its documentation, run in R. Five regions, five
# industries; location quotients, Krugman's index, Hoover's coefficient, HHI as its functions give.
ECONGEO = np.array(
    [
        [100, 0, 0, 0, 0],
        [0, 15, 5, 70, 10],
        [0, 20, 10, 20, 50],
        [0, 25, 30, 5, 40],
        [0, 40, 55, 5, 0],
    ]
)
ECONGEO_LQ = [
    [5, 0, 0, 0, 0],
    [0, 0.75, 0.25, 3.5, 0.5],
    [0, 1, 0.5, 1, 2.5],
    [0, 1.25, 1.5, 0.25, 2],
    [0, 2, 2.75, 0.25, 0],
]
ECONGEO_KRUGMAN = [1.6, 1, 0.6, 0.7, 1.1]
ECONGEO_HERFINDAHL = [1, 0.525, 0.34, 0.315, 0.465]

# EconGeo's second example: four industries.
ECONGEO_31 = np.array(
    [[44, 63, 8, 83], [48, 42, 10, 1], [74, 54, 96, 16], [39, 26, 28, 13], [89, 61, 45, 76]]
)
ECONGEO_31_KRUGMAN = [
    0.5249658153588,
    0.6031389165117,
    0.3917030567686,
    0.2139326027849,
    0.1631270242833,
]

counts = st.lists(st.integers(0, 10_000), min_size=2, max_size=12).filter(any)
pairs = (
    st.integers(2, 8)
    .flatmap(
        lambda n: st.tuples(
            arrays.arrays(float, n, elements=st.integers(0, 1000)),
            arrays.arrays(float, n, elements=st.integers(1, 1000)),
        )
    )
    .filter(lambda pair: pair[0].sum() > 0)
)


# Published values


def test_location_quotient_matches_econgeo():
    found = regional.location_quotient(ECONGEO, ECONGEO.sum(axis=0))

    np.testing.assert_allclose(found, ECONGEO_LQ, atol=1e-12)


def test_location_quotient_matches_farhauer_and_kroell():
    """Farhauer and Kröll 2013, as REAT's ``locq`` documents it: 0.3847623."""
    region, nation = [1714, 79006 - 1714], [879213, 15593224 - 879213]

    assert regional.location_quotient(region, nation)[0] == pytest.approx(0.3847623, abs=5e-8)


@pytest.mark.parametrize(
    ("table", "published"), [(ECONGEO, ECONGEO_KRUGMAN), (ECONGEO_31, ECONGEO_31_KRUGMAN)]
)
def test_krugman_and_hoover_match_econgeo(table, published):
    nation = table.sum(axis=0)

    np.testing.assert_allclose(regional.krugman(table, nation), published, atol=1e-12)
    np.testing.assert_allclose(
        regional.hoover_specialisation(table, nation), np.array(published) / 2, atol=1e-12
    )


def test_hhi_matches_econgeo():
    found = [regional.concentration(row).hhi for row in ECONGEO]

    np.testing.assert_allclose(found, ECONGEO_HERFINDAHL, atol=1e-12)


def test_concentration_matches_wieland():
    """Wieland 2019 (REAT ``herf``), the example of Doersam: 0.34, 0.12, 2.94117647."""
    found = regional.concentration([20, 50, 20, 10])

    assert (found.hhi, found.normalised, found.equivalent_number) == pytest.approx(
        (0.34, 0.12, 2.94117647058824)
    )


def test_ginis_match_their_publications():
    """Doersam 0.30 (REAT ``gini``); Farhauer and Kröll 2013: 0.6222222 and 0.4068966."""
    specialisation = regional.gini_of_specialisation(
        [700, 600, 500, 10000, 40000], [30000, 15000, 10000, 60000, 50000]
    )
    concentration = regional.gini_of_concentration(
        [500, 500, 1000, 7000, 1000], [20000, 15000, 20000, 40000, 5000]
    )

    assert regional.gini([20, 50, 20, 10]) == pytest.approx(0.30)
    assert specialisation == pytest.approx(0.6222222, abs=5e-8)
    assert concentration == pytest.approx(0.4068966, abs=5e-8)


def test_mean_log_deviation_matches_stoermann():
    """Störmann 2009, as REAT's ``theil`` documents it: 0.2326302 (which is Theil's L, not T)."""
    found = regional.mean_log_deviation([10, 10, 10, 20, 50])

    assert found == pytest.approx(0.2326302, abs=5e-8)


def test_growth_matches_econgeo():
    """EconGeo ``growth.mat``: one cell goes from 74 to 82, 10.81 %."""
    after = ECONGEO_31.copy()
    after[2, 0] = 82

    found = regional.growth(ECONGEO_31, after) * 100

    assert found[2, 0] == pytest.approx(10.81, abs=0.005)
    assert np.count_nonzero(found) == 1


# Independent implementations


@given(counts)
def test_gini_agrees_with_its_definition(values):
    x = np.array(values, dtype=float)
    pairwise = np.abs(x[:, None] - x[None, :]).sum() / (2 * x.size**2 * x.mean())

    assert regional.gini(values) == pytest.approx(pairwise, abs=1e-9)


@given(counts)
def test_theil_agrees_with_a_loop(values):
    mean = sum(values) / len(values)
    loop = sum(v / mean * np.log(v / mean) for v in values if v) / len(values)

    assert regional.theil(values) == pytest.approx(loop, abs=1e-9)


@given(counts.filter(all))
def test_mean_log_deviation_agrees_with_a_loop(values):
    mean = sum(values) / len(values)
    loop = sum(np.log(mean / v) for v in values) / len(values)

    assert regional.mean_log_deviation(values) == pytest.approx(loop, abs=1e-9)


@given(counts)
def test_hhi_agrees_with_a_loop(values):
    loop = sum((v / sum(values)) ** 2 for v in values)

    assert regional.concentration(values).hhi == pytest.approx(loop)


@given(pairs)
def test_location_quotient_agrees_with_a_loop(pair):
    region, nation = pair
    loop = [(r / region.sum()) / (n / nation.sum()) for r, n in zip(region, nation, strict=True)]

    np.testing.assert_allclose(regional.location_quotient(region, nation), loop)


# Properties


@given(counts, st.floats(0.1, 100))
def test_the_unit_does_not_matter(values, factor):
    scaled = np.array(values) * factor

    assert regional.gini(scaled) == pytest.approx(regional.gini(values), abs=1e-9)
    assert regional.theil(scaled) == pytest.approx(regional.theil(values), abs=1e-9)
    assert regional.concentration(scaled).hhi == pytest.approx(regional.concentration(values).hhi)


@given(counts)
def test_concentration_keeps_its_bounds(values):
    found = regional.concentration(values)

    assert 1 / found.n - 1e-9 <= found.hhi <= 1 + 1e-9
    assert -1e-9 <= found.normalised <= 1 + 1e-9
    assert 1 - 1e-9 <= found.equivalent_number <= found.n + 1e-9


@given(pairs)
def test_specialisation_keeps_its_bounds(pair):
    assert 0 <= regional.krugman(*pair) <= 2 + 1e-9
    assert -1e-9 <= regional.gini_of_specialisation(*pair) < 1


@given(counts.filter(all))
def test_a_region_like_the_nation_is_not_specialised(values):
    assert regional.krugman(values, np.array(values) * 3) == pytest.approx(0, abs=1e-12)
    assert regional.gini_of_specialisation(values, np.array(values) * 3) == pytest.approx(
        0, abs=1e-9
    )


@given(pairs)
def test_quotients_weighted_by_the_nations_shares_make_one(pair):
    region, nation = pair

    whole = (regional.location_quotient(region, nation) * regional.shares(nation)).sum()

    assert whole == pytest.approx(1)


@given(st.floats(1, 1e6), st.floats(-0.5, 2), st.integers(1, 30))
def test_yearly_growth_compounds_to_the_whole(before, rate, years):
    after = before * (1 + rate) ** years

    assert regional.yearly_growth([before], [after], years=years) == pytest.approx(rate, abs=1e-6)


# Edges


def test_equal_parts_and_one_part():
    assert regional.concentration([1, 1, 1, 1]).equivalent_number == pytest.approx(4)
    assert regional.concentration([7, 0]).normalised == pytest.approx(1)
    alone = regional.concentration([7])
    assert (alone.hhi, np.isnan(alone.normalised)) == (1, True)


@pytest.mark.parametrize("values", [[], [0, 0]])
def test_nothing_is_undefined(values):
    found = regional.concentration(values)

    assert np.isnan([found.hhi, found.equivalent_number, found.normalised]).all()
    assert np.isnan(regional.gini(values))
    assert np.isnan(regional.theil(values))
    assert np.isnan(regional.mean_log_deviation(values))
    assert np.isnan(regional.shares(values)).all()


def test_growth_from_nothing_and_to_nothing():
    np.testing.assert_array_equal(regional.growth([0, 5], [3, 0]), [np.nan, -1])


def test_an_industry_that_the_reference_lacks_harms_no_other():
    np.testing.assert_array_equal(regional.location_quotient([1, 1], [0, 2]), [np.nan, 0.5])


def test_disjoint_regions_are_two_apart():
    """Farhauer and Kröll 2013: 2."""
    assert regional.krugman([20, 10, 70, 0, 0], [0, 0, 0, 60, 40]) == pytest.approx(2)


# Complaints


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: regional.gini([-1, 2]), r"values must not be negative; its least value is -1"),
        (lambda: regional.theil([np.inf]), "values holds a value that is not finite"),
        (lambda: regional.concentration([[1]]), r"one dimension, got shape \(1, 1\)"),
        (lambda: regional.growth([1], [1, 2]), r"before has shape \(1,\), but after has \(2,\)"),
        (lambda: regional.yearly_growth([1], [2], years=0), "years must be above zero, got 0"),
        (lambda: regional.location_quotient([1], [1, 2]), "1 industries, but reference has 2"),
        (lambda: regional.krugman([1], [1, 2]), "1 industries, but reference has 2"),
        (lambda: regional.gini_of_specialisation([1], [1, 2]), "region has shape"),
    ],
)
def test_measures_say_what_is_wrong_with_the_input(call, complaint):
    with pytest.raises(ValueError, match=complaint):
        call()
