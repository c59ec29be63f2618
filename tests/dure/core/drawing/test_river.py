from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.core.drawing import axis, labels, river, sheet
from dure.core.drawing.lineage import Body, in_order
from dure.core.drawing.ribbons import Knot, Ribbon

END = 2014.0
WIDE, NARROW = sheet.WIDE, sheet.NARROW


def body(key, starts, counts, *, ends=END, own=True, out_of=()):
    """One that has these many members when it starts and at the end of each year."""
    years = range(int(starts) + 1, int(starts) + 1 + len(counts))
    knots = [(starts, counts[0])]
    knots += [(float(y), n) for y, n in zip(years, counts, strict=True) if starts < y < ends]
    return Body(
        key, f"무리 {key}", (*knots, (ends, counts[-1])), own, ends < END, ancestors=tuple(out_of)
    )


def merging():
    """The published case: 42 and 86 members become one of 117, and a company of eleven."""
    return [
        body(1, 2005.25, [42, 42], ends=2007.16, own=False),
        body(2, 2005.25, [86, 86], ends=2007.16, own=False),
        body(3, 2007.16, [117, 174, 180, 148, 170, 102], own=False, out_of=[1, 2]),
        body(4, 2007.4, [15, 15], out_of=[3]),
        body(5, 2008.2, [11, 11], out_of=[4]),
        body(6, 2010.5, [80, 80], out_of=[5, 4]),
    ]


def numbers(path):
    return [float(n) for n in re.findall(r"-?\d+\.\d", path)]


def test_a_band_is_as_wide_as_its_members():
    drawing = river.draw([body(1, 2005.0, [10, 20])], WIDE)

    heights = numbers(drawing.bands[0].path)[1::2]
    assert max(heights) - min(heights) == pytest.approx(WIDE.most, abs=0.2)


def test_what_is_invented_is_told_of_its_band_and_threads():
    bodies = merging()
    bodies[-1] = replace(bodies[-1], is_invented=True)
    drawing = river.draw(bodies, WIDE)

    assert [band.key for band in drawing.bands if band.is_invented] == [6]
    assert {band.is_invented for band in drawing.threads} == {True}


def test_every_body_is_drawn_once_and_labelled_in_time():
    drawing = river.draw(merging(), WIDE)

    assert sorted(band.key for band in drawing.bands) == [1, 2, 3, 4, 5, 6]
    assert [label.text for label in drawing.labels][:3] == ["무리 2", "무리 1", "무리 3"]
    assert [year.text for year in drawing.years] == [str(year) for year in range(2005, 2014)]


def test_two_that_merge_flow_into_the_first_edge_of_their_heir():
    drawing = {band.key: numbers(band.path) for band in river.draw(merging(), WIDE).bands}
    ys_of_heir = [y for x, y in pairs(drawing[3]) if x == drawing[3][0]]

    ends = [
        y for key in (1, 2) for x, y in pairs(drawing[key]) if x == pytest.approx(drawing[3][0])
    ]

    assert min(ends) == pytest.approx(min(ys_of_heir), abs=0.2)
    assert max(ends) == pytest.approx(max(ys_of_heir), abs=0.2)


def test_a_branch_starts_inside_its_origin():
    drawing = {band.key: numbers(band.path) for band in river.draw(merging(), WIDE).bands}
    origin = [y for _, y in pairs(drawing[3])]

    x, y = drawing[4][:2]

    lines = river.draw(merging(), WIDE).lines
    assert x == pytest.approx(lines[2] + 0.4 * (lines[3] - lines[2]), abs=0.1)
    assert min(origin) <= y <= max(origin)


def test_a_further_origin_is_a_thread():
    drawing = river.draw(merging(), WIDE)

    assert [thread.key for thread in drawing.threads] == [6]


def ribbons_of(drawing):
    return [read(band.path) for band in [*drawing.bands, *drawing.threads]]


def read(path):
    """The band again, from the path that is drawn."""
    points = []
    for command, rest in re.findall(r"([MLC])([^MLCZ]*)", path):
        xs = numbers(rest)
        points.append((xs[-2], xs[-1]) if command else None)
    half = len(points) // 2
    upper, lower = points[:half], points[half:][::-1]
    return Ribbon(
        tuple(
            Knot(x, (y + under) / 2, (under - y) / 2)
            for (x, y), (_, under) in zip(upper, lower, strict=True)
        )
    )


def check_geometry(drawing, own_of):
    """No label touches another, leaves the paper or is struck by the edge of a band."""
    for n, label in enumerate(drawing.labels):
        assert label.box.left >= -0.1
        assert label.box.right <= drawing.width + 0.1
        assert not any(label.box.touches(other.box) for other in drawing.labels[:n])
        for ribbon in ribbons_of(drawing):
            exact = replace_clear(label.box)
            assert exact.is_inside(ribbon) or not exact.meets(ribbon), label.text


def replace_clear(box):
    """The letters themselves, without the air around them."""
    room = labels.CLEAR + 0.2
    return labels.Box(box.left + room, box.top + room, box.right - room, box.bottom - room)


GUMI = [
    body(1, 2005.25, [42, 55], ends=2007.16, own=False),
    body(2, 2005.25, [86, 113], ends=2007.16, own=False),
    body(3, 2007.16, [117, 174, 180, 148, 170, 102, 101], own=False, out_of=[1, 2]),
    body(4, 2007.4, [13], out_of=[3]),
    body(5, 2007.4, [13], out_of=[3]),
    body(6, 2007.5, [10], ends=2008.0, out_of=[3]),
    body(7, 2008.2, [11], out_of=[4]),
    body(8, 2008.5, [13], out_of=[3]),
    body(9, 2010.1, [13], ends=2011.2, out_of=[3]),
    body(10, 2010.5, [80], out_of=[3, 7, 8]),
    body(11, 2012.5, [19], out_of=[10]),
    body(12, 2013.1, [19], out_of=[10]),
]
NAMES = [
    "소재부품조립 미니클러스터 · 113",
    "Industrial design and mould mini-cluster · 101",
    "(사)구미금형산업발전협의회 · 80",
]


@pytest.mark.parametrize("paper", [WIDE, NARROW])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("late", [None, 2026.9])
def test_no_label_is_struck_by_a_band_or_another_label(paper, name, late):
    bodies = [replace(one, label=name) for one in GUMI]
    if late:
        bodies = [one if one.has_ended else living(one, late) for one in bodies]

    drawing = river.draw(bodies, paper)

    assert len(drawing.labels) == 12
    check_geometry(drawing, bodies)


def living(one, until):
    return replace(one, knots=(*one.knots[:-1], (until - 1, one.knots[-1][1]), (until, 99)))


def test_years_in_which_nothing_changes_share_a_column():
    drawing = river.draw(
        [body(1, 2005.0, [9, 8]), living(body(2, 2006.0, [5], out_of=[1]), 2026.9)], WIDE
    )

    assert [year.text for year in drawing.years] == ["2005", "2006", "⋯", "2025", "2026"]
    assert [(fold.first, fold.last) for fold in drawing.folds] == [(2007, 2024)]


def test_two_quiet_years_are_drawn_as_they_are():
    found = axis.fold(range(2005, 2013), {2005, 2008, 2012})

    assert [column.first for column in found] == [2005, 2006, 2007, 2008, 2009, 2012]
    assert [column.is_folded for column in found] == [False] * 4 + [True, False]


def test_a_name_is_broken_between_words_and_cut_where_it_is_too_long():
    text = labels.broken("부품소재금형 미니클러스터 · 101", 12, 80, 3)

    assert text.lines == ("부품소재금형", "미니클러스터", "· 101")
    assert labels.broken("구미금형산업발전협의회" * 6, 12, 100, 1).lines[0].endswith("…")


def test_where_no_place_is_free_the_name_stands_first_and_is_led_to_its_band():
    thin = replace(body(2, 2008.0, [1], out_of=[1]), label="가나다라마바사" * 3)
    bodies = [body(1, 2005.0, [30], ends=2008.0), thin, body(3, 2008.1, [9], out_of=[1])]
    drawn = river.draw(bodies, NARROW)

    assert all(label.box.left >= NARROW.margin for label in drawn.labels)
    check_geometry(drawn, bodies)


def test_a_body_of_one_day_and_one_without_members_can_be_drawn():
    short = Body(1, "하루", ((2005.0, 0), (2005.003, 0)), has_ended=True)

    drawing = river.draw([short], WIDE)

    assert drawing.bands[0].path.startswith("M")
    assert drawing.labels[0].text == "하루"
    assert len(drawing.lines) == 2


def test_one_that_had_ended_before_is_joined_by_a_thread_from_its_end():
    bodies = [body(1, 2005.0, [9], ends=2006.0), body(2, 2009.0, [5], out_of=[1])]

    drawing = river.draw(bodies, WIDE)

    thread = numbers(drawing.threads[0].path)
    assert thread[0] == pytest.approx(drawing.lines[1], abs=0.1)


def test_a_circle_in_the_records_does_not_hang():
    circle = [body(1, 2005.0, [1], out_of=[2]), body(2, 2005.0, [1], out_of=[1])]

    assert [b.key for b in in_order(circle)] == [1, 2]
    assert len(river.draw(circle, WIDE).bands) == 2


def test_a_ribbon_is_known_between_and_beyond_its_knots():
    ribbon = Ribbon((Knot(0, 0, 1), Knot(10, 4, 3)))

    assert ribbon.at(-1) == Knot(0, 0, 1)
    assert ribbon.at(5) == Knot(5, 2, 2)
    assert ribbon.at(99) == Knot(10, 4, 3)


@given(
    st.lists(
        st.tuples(st.integers(2000, 2012), st.integers(0, 300), st.sets(st.integers(0, 7))),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_grew_out_of_whatever_stays_on_the_paper(rows):
    bodies = [
        body(key, float(year), [n, n], out_of=[k for k in out_of if k < key])
        for key, (year, n, out_of) in enumerate(rows)
    ]

    for paper in (WIDE, NARROW):
        drawing = river.draw(bodies, paper)
        for band in drawing.bands:
            for x, y in pairs(numbers(band.path)):
                assert -0.1 <= x <= drawing.width + 0.1
                assert -0.1 <= y <= drawing.height + 0.1


def pairs(values):
    return list(zip(values[::2], values[1::2], strict=True))
