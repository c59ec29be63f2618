from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.core.drawing import river
from dure.core.drawing.lineage import Body, in_order, lanes
from dure.core.drawing.ribbons import Knot, Ribbon

END = 2014.0
WIDE, NARROW = river.WIDE, river.NARROW


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

    assert x == pytest.approx(WIDE.margin + 2.4 * (WIDE.width - 2 * WIDE.margin) / 9, abs=0.1)
    assert min(origin) <= y <= max(origin)


def test_a_further_origin_is_a_thread():
    drawing = river.draw(merging(), WIDE)

    assert [thread.key for thread in drawing.threads] == [6]


def test_the_heir_goes_on_in_the_uppermost_lane():
    found = lanes(merging(), {b.key: b.ends for b in merging()}, share=True)

    assert (found[2], found[1], found[3]) == (0, 1, 0)
    assert found[4] == 1  # free again since 2007


def test_where_the_label_is_longer_than_the_life_the_heir_gets_a_lane_of_its_own():
    until = {b.key: b.ends + 1 for b in merging()}

    assert lanes(merging(), until, share=False)[3] == 2


@pytest.mark.parametrize("paper", [WIDE, NARROW])
def test_labels_stay_on_the_paper_and_apart(paper):
    bodies = [replace(b, label="구미 금형 미니클러스터 · 1") for b in merging()]

    rows = {}
    for label in river.draw(bodies, paper).labels:
        rows.setdefault(label.y, []).append(
            (label.x, label.x + river.length(label.text, paper.font))
        )

    for spans in rows.values():
        spans.sort()
        assert spans[-1][1] <= paper.width
        assert all(one[1] < other[0] for one, other in pairwise(spans))


def test_a_label_too_long_for_the_paper_is_cut():
    long = Body(1, "구미금형산업발전협의회" * 6, ((2005.0, 1), (2006.0, 1)))

    assert river.draw([long], NARROW).labels[0].text.endswith("…")


def test_a_body_of_one_day_and_one_without_members_can_be_drawn():
    short = Body(1, "하루", ((2005.0, 0), (2005.003, 0)), has_ended=True)

    drawing = river.draw([short], WIDE)

    assert drawing.bands[0].path.startswith("M")
    assert len(drawing.lines) == 2


def test_one_that_had_ended_before_is_joined_by_a_thread_from_its_end():
    bodies = [body(1, 2005.0, [9], ends=2006.0), body(2, 2009.0, [5], out_of=[1])]

    thread = numbers(river.draw(bodies, WIDE).threads[0].path)

    assert thread[0] == pytest.approx(WIDE.margin + (WIDE.width - 2 * WIDE.margin) / 9, abs=0.1)


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
