from __future__ import annotations

import json
import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.http import Http404
from django.template import Context, Template

from dure.core.charts import colours, drawing, http, specification
from dure.core.charts.figures import Chart, Form, Point, Series


def chart(form=Form.BARS, **changes):
    given = {
        "series": [Series("firm", "기업", "own"), Series("other", "<기타>")],
        "points": [
            Point(2011, "firm", 128),
            Point(2011, "other", Decimal("474.5")),
            Point(2012, "firm", None),
            Point(2012, "other", 12),
        ],
        "along": "연도",
        "unit": "명",
        "note": "12월 31일",
    }
    return Chart(form, "회원 & 종류", **given | changes)


def page(source, **context):
    return Template("{% load charts %}" + source).render(Context(context))


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("stacked", [True, False])
@pytest.mark.parametrize("size", [specification.WIDE, specification.PHONE])
def test_a_drawing_obeys_the_policy_of_the_page(form, stacked, size):
    drawn = drawing.for_page(chart(form, stacked=stacked), size)

    assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=|href=", drawn)
    assert f'viewBox="0 0 {size.width} ' in drawn
    assert 'role="img"' in drawn
    assert "<title>회원 &amp; 종류</title><desc>12월 31일</desc>" in drawn


def test_a_drawing_takes_the_colours_of_the_page():
    drawn = drawing.for_page(chart())

    assert 'fill="var(--own)"' in drawn
    assert set(re.findall(r"#[0-9a-f]{3,6}", drawn)) == set()


def test_a_drawing_for_a_phone_keeps_the_size_of_its_text():
    assert 'font-size="12px"' in drawing.for_page(chart(), specification.PHONE)


def test_the_table_prints_what_the_drawing_shows():
    shown = page("{% chart_table c %}", c=chart(places=1))

    assert re.findall(r'<td class="num">([^<]*)<', shown) == ["128.0", "474.5", "–", "12.0"]  # noqa: RUF001


def test_the_legend_names_each_series_in_its_colour():
    shown = page("{% chart c %}", c=chart())

    assert '<li class="c2">기업</li><li class="c1">&lt;기타&gt;</li>' in shown


def test_one_series_needs_no_legend_and_wears_its_values():
    one = chart(series=[Series("firm", "기업")], points=[Point(2011, "firm", 1280)])

    shown = page("{% chart c %}", c=one)

    assert "legend" not in shown
    assert ">1,280</text>" in shown


def test_nothing_known_is_said_and_not_drawn():
    shown = page("{% chart c %}", c=chart(points=[Point(2011, "firm", None)]))

    assert "<svg" not in shown
    assert page("{% chart c %}", c=chart(points=[]))


def test_stops_may_have_names():
    named = chart(names={2011: "이천십일"})

    assert [name for name, _ in named.rows] == ["이천십일", "2012"]


def test_tones_are_given_in_turn_and_begin_again():
    many = [Series(str(n), str(n)) for n in range(7)]

    assert colours.tones(many) == [*colours.IN_TURN, colours.IN_TURN[0]]
    assert colours.tones([Series(tone, tone, tone) for tone in colours.IN_TURN] + many[:1])[-1]


@pytest.mark.parametrize(
    ("suffix", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("json", b"{")]
)
def test_a_chart_may_be_taken_away(suffix, begins):
    response = http.respond(chart(), suffix)

    assert response.content.startswith(begins)
    assert b"var(--" not in response.content


def test_the_specification_is_vega_lite():
    assert json.loads(drawing.vega_lite(chart()))["$schema"].endswith("vega-lite/v6.json")


def test_another_kind_of_file_is_not_found():
    with pytest.raises(Http404):
        http.respond(chart(), "exe")


def test_a_drawing_is_plain_svg_whatever_others_have_registered(monkeypatch):
    monkeypatch.setattr(ET, "_namespace_map", {})
    drawing._in_page.cache_clear()

    assert drawing.for_page(chart()).startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_long_names_of_lying_bars_are_drawn_whole_in_lines():
    name = "Facilities that support the industry of the whole region"
    one = Chart(
        Form.ACROSS, "Land", [Series("value", "2012")], [Point(name, "value", 1)], unit="1,000 m²"
    )

    drawn = drawing.for_page(one, specification.PHONE)

    assert "…" not in drawn
    assert "Facilities that" in drawn
    assert specification.write(one, specification.PHONE, colours.ON_THE_PAGE)["height"] > 90


def test_amounts_along_the_foot_of_a_phone_do_not_touch():
    points = [Point(n, "value", 8_000_000 * n) for n in (1, 2)]
    one = Chart(Form.ACROSS, "Production", [Series("value", "2012")], points)

    spec = specification.write(one, specification.PHONE, colours.ON_THE_PAGE)

    axis = spec["layer"][0]["encoding"]["x"]["axis"]
    assert (axis["tickCount"], axis["labelOverlap"]) == (3, "greedy")
