"""A chart as a file: whoever calls this has decided that its figures may be seen."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from dure.core.http import to_keep

from . import drawing
from .figures import Chart

FILES = {
    "png": (drawing.png, "image/png"),
    "svg": (drawing.svg, "image/svg+xml"),
    "json": (drawing.vega_lite, "application/json"),
}


def respond(chart: Chart, suffix: str) -> HttpResponse:
    if suffix not in FILES:
        raise Http404
    draw, content_type = FILES[suffix]
    return HttpResponse(
        draw(chart),
        content_type=content_type,
        headers={
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            **to_keep(f"{chart.title}.{suffix}"),
        },
    )
