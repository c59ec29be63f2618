from __future__ import annotations

from decimal import Decimal

import pytest

from dure.evidence.statistics import analysis


def numbers(**values):
    return {key: Decimal(value) for key, value in values.items()}


def test_growth_is_not_known_without_two_values():
    assert analysis.growth(None, Decimal(1)) is None
    assert analysis.growth(Decimal(0), Decimal(1)) is None
    assert analysis.growth_over({2012: Decimal(1)}) is None
    assert analysis.growth_over({2011: Decimal(0), 2012: Decimal(1)}) is None


def test_growth_runs_from_the_first_year_to_the_last():
    found = analysis.growth_over({2012: Decimal(121), 2010: Decimal(100), 2011: Decimal(50)})

    assert (found.first, found.last) == (2010, 2012)
    assert (found.whole, found.a_year) == pytest.approx((0.21, 0.1))


@pytest.mark.parametrize("values", [{}, numbers(a=1), numbers(a=0, b=0)])
def test_of_one_alone_nothing_is_concentrated(values):
    assert analysis.concentration(values) is None


def test_a_part_that_the_reference_lacks_has_no_quotient():
    found = analysis.quotients(numbers(a=1, b=1), numbers(b=2, c=2))

    assert found == {"a": None, "b": 1.0}


def test_specialisation_compares_parts_that_either_has():
    assert analysis.specialisation(numbers(a=1), numbers(b=1)) == pytest.approx(2)


def test_reading_of_nothing_is_nothing():
    found = analysis.read({}, reference={}, over={})

    assert (found.growth, found.concentration, found.quotients, found.specialisation) == (
        None,
        None,
        {},
        None,
    )
