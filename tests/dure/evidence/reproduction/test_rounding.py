from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.evidence.reproduction import rounding


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        ("22.65", "1.0", "22.7"),
        ("22.649", "1.0", "22.6"),
        ("0.5", "1", "1"),
        ("2.5", "1", "3"),
        ("1200", "1E+2", "1200"),
    ],
)
def test_half_is_rounded_up_to_the_printed_precision(value, printed, expected):
    assert rounding.as_printed(Decimal(value), Decimal(printed)) == Decimal(expected)


def test_words_are_no_number():
    assert rounding.number("200000-300000") is None


@given(part=st.integers(1, 5_000), rest=st.integers(0, 5_000))
def test_the_true_total_is_among_those_that_fit(part, rest):
    whole = part + rest
    printed = rounding.tenths(Decimal(part) * 100 / whole)

    assert whole in rounding.totals_that_fit([(Decimal(part), printed)])


@given(part=st.integers(1, 300), printed=st.decimals("0.1", "100", places=1))
def test_a_total_fits_when_it_gives_the_printed_share_and_only_then(part, printed):
    fitting = rounding.totals_that_fit([(Decimal(part), printed)])

    for whole in range(max(1, fitting.start - 3), min(fitting.stop + 3, fitting.start + 50)):
        gives = rounding.tenths(Decimal(part) * 100 / whole) == printed
        assert gives == (whole in fitting)
