"""A chart as a Vega-Lite specification, drawn for the width that it will be read at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .colours import tones
from .figures import Chart, Form

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Pretendard, Apple SD Gothic Neo, Malgun Gothic, Noto Sans KR, Noto Sans CJK KR, sans-serif"
BAR = 30  # of a lying bar and the space around it
MOST_LABELLED = 14
TICKS_UP = 5  # where the amounts stand one above the other there is room
DASHES = [[1, 0], [6, 3], [2, 3], [8, 3, 2, 3], [4, 4], [1, 3]]

Spec = dict[str, Any]


@dataclass(frozen=True)
class Size:
    width: int
    height: int
    text: int
    label_width: int  # for the names of lying bars
    ticks: int = 5  # of the amounts


WIDE = Size(width=760, height=300, text=13, label_width=190)
FULL = Size(width=990, height=320, text=13, label_width=220)  # a card as wide as the page
PHONE = Size(width=340, height=260, text=12, label_width=120, ticks=3)


def write(chart: Chart, size: Size, colours: Mapping[str, str]) -> Spec:
    """The whole specification; ``colours`` says what each tone is."""
    drawing = {Form.BARS: _bars, Form.LINES: _lines, Form.ACROSS: _across}[chart.form]
    return {
        "$schema": SCHEMA,
        "data": {"values": _values(chart)},
        "width": size.width,
        "height": _height(chart, size),
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 12, "right": 12, "top": 16, "bottom": 4},
        "background": None,
        "layer": drawing(chart, size, colours),
        "config": _config(size, colours),
    }


def _values(chart: Chart) -> list[Spec]:
    order = {one.key: n for n, one in enumerate(chart.series)}
    return [
        {
            "at": chart.name(point.at),
            "series": str(chart.series[order[point.series]].label),
            "order": order[point.series],
            "value": float(point.value),
        }
        for point in chart.points
        if point.value is not None
    ]


def _height(chart: Chart, size: Size) -> int:
    if chart.form is not Form.ACROSS:
        return size.height
    lines = max((len(_wrapped(chart.name(at), size)) for at in chart.stops), default=1)
    side_by_side = 1 if chart.stacked else max(1, len(chart.series))
    bar = BAR if side_by_side == 1 else 14 + 15 * side_by_side
    return 44 + len(chart.stops) * max(bar, 10 + lines * (size.text + 3))


def _wrapped(name: str, size: Size) -> list[str]:
    """A name in lines that fit beside a lying bar, whole."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= size.label_width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _width(text: str, size: Size) -> float:
    """About: a Korean letter is as wide as it is high, a Latin one half of it."""
    return sum(size.text * (0.56 if letter.isascii() else 0.95) for letter in text)


def _colour(chart: Chart, colours: Mapping[str, str]) -> Spec:
    return {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": [str(one.label) for one in chart.series],
            "range": [colours[tone] for tone in tones(chart.series)],
        },
    }


def _stops(chart: Chart, **axis: object) -> Spec:
    names = [chart.name(at) for at in chart.stops]
    return {
        "field": "at",
        "type": "ordinal",
        "sort": names,
        "scale": {"domain": names},
        "axis": {"title": None, "labelAngle": 0, "ticks": False, "grid": False, **axis},
    }


def _amounts(chart: Chart, size: Size) -> Spec:
    whole = {} if chart.places else {"tickMinStep": 1}
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True},
        "stack": "zero" if chart.stacked and chart.form is not Form.LINES else None,
        "axis": {
            "title": None,
            "tickCount": size.ticks if chart.form is Form.ACROSS else TICKS_UP,
            "domain": False,
            "ticks": False,
            "labelOverlap": "greedy",
            "labelSeparation": 8,
        }
        | whole,
    }


def _bars(chart: Chart, size: Size, colours: Mapping[str, str]) -> list[Spec]:
    across: Spec = {
        "x": _stops(chart, labelOverlap="greedy", labelSeparation=2),
        "y": _amounts(chart, size),
        "color": _colour(chart, colours),
        "order": {"field": "order"},
    }
    if not chart.stacked:
        across["xOffset"] = _beside(chart)
    drawn: list[Spec] = [{"mark": {"type": "bar"}, "encoding": across}]
    if len(chart.series) == 1 and len(chart.points) <= MOST_LABELLED:
        drawn.append(_labels(chart, size, colours, across))
    return drawn


def _labels(chart: Chart, size: Size, colours: Mapping[str, str], places: Spec) -> Spec:
    """The value at the end of its bar, where there is one bar a stop."""
    lying = chart.form is Form.ACROSS
    mark: Spec = {"type": "text", "fontSize": size.text - 1, "fill": colours["ink"]}
    end: Spec = {"align": "left", "dx": 5} if lying else {"dy": -7}
    text = {"field": "value", "type": "quantitative", "format": f",.{chart.places}f"}
    encoding: Spec = {name: places[name] for name in ("x", "y")} | {"text": text}
    if "yOffset" in places:
        encoding["yOffset"] = places["yOffset"]
    return {"mark": mark | end, "encoding": encoding}


def _lines(chart: Chart, size: Size, colours: Mapping[str, str]) -> list[Spec]:
    labels = [str(one.label) for one in chart.series]
    encoding: Spec = {
        "x": _stops(chart, labelOverlap="greedy", labelSeparation=2),
        "y": _amounts(chart, size),
        "color": _colour(chart, colours),
    }
    dash = {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": labels, "range": [DASHES[n % len(DASHES)] for n in range(len(labels))]},
    }
    drawn: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": encoding | {"strokeDash": dash}},
        {"mark": {"type": "point", "filled": True, "size": 36, "opacity": 1}, "encoding": encoding},
    ]
    return drawn


def _across(chart: Chart, size: Size, colours: Mapping[str, str]) -> list[Spec]:
    along: Spec = {
        "y": _stops(chart, labelLimit=0, labelExpr=_names(chart, size), domain=False),
        "x": _amounts(chart, size),
        "color": _colour(chart, colours),
        "order": {"field": "order"},
    }
    if not chart.stacked:
        along["yOffset"] = _beside(chart)
    drawn: list[Spec] = [{"mark": {"type": "bar"}, "encoding": along}]
    if len(chart.series) == 1 or not chart.stacked:
        drawn.append(_labels(chart, size, colours, along))
    return drawn


def _names(chart: Chart, size: Size) -> str:
    """The names in lines, as the drawing looks them up."""
    wrapped = {name: _wrapped(name, size) for name in map(chart.name, chart.stops)}
    return f"{json.dumps(wrapped, ensure_ascii=False)}[datum.label]"


def _beside(chart: Chart) -> Spec:
    labels = [str(one.label) for one in chart.series]
    return {"field": "series", "type": "nominal", "sort": labels, "scale": {"domain": labels}}


def _config(size: Size, colours: Mapping[str, str]) -> Spec:
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": size.text,
            "labelColor": colours["ink-2"],
            "gridColor": colours["line"],
            "domainColor": colours["line"],
            "labelPadding": 6,
        },
        "bar": {"discreteBandSize": {"band": 0.72}},
    }
