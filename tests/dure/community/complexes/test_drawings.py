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


def test_what_is_synthetic_is_told_of_its_point():
    made = Complex(pk=8, name_ko="가상", latitude=36, longitude=128, is_synthetic=True)

    assert [p.is_invented for p in sketch([GUMI, made]).points] == [False, True]
    assert sketch([made]).has_invented
    assert not sketch([GUMI]).has_invented


def test_a_long_name_is_broken_toward_where_there_is_room():
    name = "A complex of a very long name indeed"
    there = Complex(pk=8, name_ko=name, latitude=36, longitude=128)

    (point,) = sketch([there], here=there).points
    assert point.reads_right
    assert len(point.label) > 1
    assert " ".join(point.label) == name


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
    drawn = sketch([GUMI], here=GUMI)

    assert [city.name_en for city in drawn.cities] == ["Daejeon", "Daegu"]
    assert drawn.height < drawn.width


def test_paper_grows_for_what_lies_far_away():
    drawn = sketch([GUMI, FAR])

    assert all(0 <= p.x <= drawn.width and 0 <= p.y <= drawn.height for p in drawn.points)


def test_few_that_lie_close_are_drawn_close_by_and_named_outward():
    drawn = sketch([GUMI, LINKED])
    gumi, linked = sorted(drawn.points, key=lambda point: point.pk)

    assert all(point.is_named for point in drawn.points)
    assert linked.x > gumi.x
    assert linked.reads_right
    assert not gumi.reads_right
    assert abs(linked.y - gumi.y) > 25
    assert [len(point.label) for point in drawn.points] == [1, 1]


def test_many_are_drawn_without_their_names():
    many = [
        Complex(pk=pk, name_ko=f"단지 {pk}", latitude=35 + pk / 10, longitude=128)
        for pk in range(1, 8)
    ]

    assert not any(point.is_named for point in sketch(many).points)
