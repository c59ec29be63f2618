from __future__ import annotations

import math

import pytest

from dure.community.models import Organisation, SupplyTie
from dure.community.organisations import drawings
from dure.community.organisations.analysis import concentration_of_sales


def ties(*shares):
    return [
        SupplyTie(
            supplier=Organisation(pk=n),
            customer=Organisation(pk=n + 100),
            share_of_sales_permille=share,
        )
        for n, share in enumerate(shares)
    ]


def test_bars_lie_one_after_another():
    drawn = drawings.sales(ties(600, 250, None))

    assert [(bar.x, bar.width, bar.is_strong) for bar in drawn.bars] == [
        (0, 60, True),
        (60, 25, False),
    ]
    assert (drawn.known, drawn.unknown, drawn.largest) == (850, 150, 600)


@pytest.mark.parametrize("shares", [(), (None,), (0,)])
def test_no_bar_is_drawn_of_what_is_not_known(shares):
    assert drawings.sales(ties(*shares)) is None
    assert concentration_of_sales(ties(*shares)) is None


def test_concentration_of_a_single_customer_says_nothing():
    assert concentration_of_sales(ties(700, None)) is None


def test_concentration_of_equal_customers():
    assert concentration_of_sales(ties(250, 250, 250, 250)) == pytest.approx(0.25)


def test_spokes_stay_on_the_paper():
    wheel = drawings.wheel(ties(*range(1000, 0, -20), None))

    assert all(0 < spoke.x < wheel.width and 0 < spoke.y < wheel.height for spoke in wheel.spokes)


def test_wheel_says_what_it_leaves_out():
    wheel = drawings.wheel(ties(*[600] * 402, 100))

    assert (len(wheel.spokes), wheel.n_more, wheel.n_strong) == (400, 3, 402)


def test_nearer_is_more_dependent():
    wheel = drawings.wheel(ties(900, 500, 100))

    far = [math.hypot(spoke.x - wheel.x, spoke.y - wheel.y) for spoke in wheel.spokes]
    assert far == sorted(far)
    assert far[1] == pytest.approx(wheel.ring, abs=0.2)
    assert [spoke.is_strong for spoke in wheel.spokes] == [True, True, False]
