"""``{% chart one %}`` draws it, ``{% chart one "full" %}`` across the page, ``{% chart_table one %}`` prints it."""

from __future__ import annotations

from django import template

from dure.core.charts import colours, drawing, specification
from dure.core.charts.figures import Chart

register = template.Library()


@register.inclusion_tag("core/charts/_chart.html")
def chart(one: Chart, width: str = "") -> dict[str, object]:
    """The drawing twice, for a wide screen and for a phone, with its legend."""
    size = specification.FULL if width == "full" else specification.WIDE
    classes = [colours.CLASSES[tone] for tone in colours.tones(one.series)]
    return {
        "chart": one,
        "legend": list(zip(classes, one.series, strict=True)) if len(one.series) > 1 else [],
        "wide": "" if one.is_empty else drawing.for_page(one, size),
        "phone": "" if one.is_empty else drawing.for_page(one, specification.PHONE),
    }


@register.inclusion_tag("core/charts/_table.html")
def chart_table(one: Chart) -> dict[str, object]:
    return {"chart": one}
