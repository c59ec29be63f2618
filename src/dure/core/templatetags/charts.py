"""``{% chart one %}`` draws it, ``{% chart_table one %}`` prints the same figures."""

from __future__ import annotations

from django import template

from dure.core.charts import colours, drawing, specification
from dure.core.charts.figures import Chart

register = template.Library()


@register.inclusion_tag("core/charts/_chart.html")
def chart(one: Chart) -> dict[str, object]:
    """The drawing twice, for a wide screen and for a phone, with its legend."""
    classes = [colours.CLASSES[tone] for tone in colours.tones(one.series)]
    return {
        "chart": one,
        "legend": list(zip(classes, one.series, strict=True)) if len(one.series) > 1 else [],
        "wide": "" if one.is_empty else drawing.for_page(one),
        "phone": "" if one.is_empty else drawing.for_page(one, specification.PHONE),
    }


@register.inclusion_tag("core/charts/_table.html")
def chart_table(one: Chart) -> dict[str, object]:
    return {"chart": one}
