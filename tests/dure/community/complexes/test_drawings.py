from __future__ import annotations

from decimal import Decimal

from dure.community.complexes.drawings import sketch
from dure.community.models import Complex

GUMI = Complex(pk=1, name_ko="구미", latitude=Decimal("36.10"), longitude=Decimal("128.38"))
SEOUL = Complex(pk=2, name_ko="서울", latitude=Decimal("37.48"), longitude=Decimal("126.88"))
LINKED = Complex(
    pk=3, name_ko="왜관", latitude=Decimal("35.99"), longitude=Decimal("128.40"), hub_id=1
)
FAR = Complex(pk=4, name_ko="먼곳", latitude=Decimal("51.5"), longitude=Decimal("7.0"))


def test_nothing_is_drawn_of_what_lies_nowhere():
    assert sketch([Complex(pk=9)]) is None


def test_points_lie_as_on_a_map():
    gumi, seoul = sketch([GUMI, SEOUL]).points

    assert gumi.x > seoul.x  # east
    assert gumi.y > seoul.y  # south


def test_linked_complex_hangs_on_its_hub():
    drawn = sketch([GUMI, LINKED])

    (line,) = drawn.lines
    assert {(line.x1, line.y1), (line.x2, line.y2)} == {(p.x, p.y) for p in drawn.points}


def test_complex_itself_is_drawn_last():
    drawn = sketch([GUMI, SEOUL], here=GUMI)

    assert [point.is_here for point in drawn.points] == [False, True]


def test_one_complex_is_drawn_with_what_lies_around_it():
    drawn = sketch([GUMI, LINKED], here=GUMI)

    assert [city.name_en for city in drawn.cities] == ["Daejeon", "Daegu"]
    assert drawn.height < drawn.width


def test_paper_grows_for_what_lies_far_away():
    drawn = sketch([GUMI, FAR])

    assert all(0 <= p.x <= drawn.width and 0 <= p.y <= drawn.height for p in drawn.points)
