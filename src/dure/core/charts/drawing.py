"""From the specification to a drawing: SVG that may stand in a page, or a file to take away.

The page's policy allows no inline style, and its colours change with the light: so the drawing
names the page's colours in presentation attributes, and what Vega says about itself to screen
readers is replaced by one title, one description and the table beside it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from xml.etree import ElementTree as ET

import vl_convert
from django.utils.safestring import SafeString, mark_safe

from . import specification
from .colours import IN_A_FILE, ON_THE_PAGE
from .figures import Chart

SVG = "http://www.w3.org/2000/svg"
KEPT_DRAWINGS = 512  # some 10 kB each
NOT_OURS = ("aria-", "role", "font-family", "pointer-events", "style")


def for_page(chart: Chart, size: specification.Size = specification.WIDE) -> SafeString:
    """The drawing for a page: to be put there as it is."""
    spec = specification.write(chart, size, ON_THE_PAGE)
    drawing = _in_page(_text(spec), str(chart.title), str(chart.description or chart.note))
    return mark_safe(drawing)  # noqa: S308  (elements that were parsed and written again)


def svg(chart: Chart) -> bytes:
    return vl_convert.vegalite_to_svg(_for_file(chart)).encode()


def png(chart: Chart) -> bytes:
    spec = _for_file(chart) | {"background": IN_A_FILE["surface"]}
    return vl_convert.vegalite_to_png(spec, scale=2)


def vega_lite(chart: Chart) -> bytes:
    return _text(_for_file(chart)).encode()


def _for_file(chart: Chart) -> specification.Spec:
    """With its title and unit: what is taken away has no page around it that says them."""
    title = {"text": str(chart.title), "subtitle": str(chart.unit), "anchor": "start", "offset": 12}
    return specification.write(chart, specification.WIDE, IN_A_FILE) | {"title": title}


def _text(spec: specification.Spec) -> str:
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=KEPT_DRAWINGS)
def _in_page(spec: str, title: str, description: str) -> str:
    root = ET.fromstring(vl_convert.vegalite_to_svg(spec))  # noqa: S314  (drawn here)
    for parent in root.iter():
        parent.tag = parent.tag.removeprefix(f"{{{SVG}}}")  # a page knows svg without a prefix
        for child in [c for c in parent if c.get("class") == "background" or not _shows(c)]:
            parent.remove(child)
        for name in [n for n in parent.keys() if n.startswith(NOT_OURS)]:  # noqa: SIM118
            del parent.attrib[name]
        parent.attrib.pop("class", None)
    box = root.attrib["viewBox"]
    root.attrib.clear()
    root.attrib |= {
        "xmlns": SVG,
        "class": "chart",
        "viewBox": box,
        "role": "img",
        "aria-label": title,
    }
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        if text:
            said = ET.Element(tag)
            said.text = text
            root.insert(place, said)
    return ET.tostring(root, encoding="unicode")


def _shows(element: ET.Element) -> bool:
    return element.get("display") != "none"
