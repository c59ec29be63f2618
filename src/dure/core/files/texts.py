"""Plain text, as people here save it, and pictures that are text."""

from __future__ import annotations

import codecs
import re
from xml.etree import ElementTree as ET
from xml.parsers import expat

from django.utils.translation import gettext as _

from dure.core.errors import RuleBroken

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
ENCODINGS = ("utf-8", "cp949")  # Korean Excel saves CSV in cp949
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
DRAWING = """
    svg g defs title desc metadata path rect circle ellipse line polyline polygon text tspan
    lineargradient radialgradient stop clippath mask pattern marker symbol use style
"""
DRAWS = frozenset(DRAWING.split())
REACHES_OUT = re.compile(r"@import|url\(\s*['\"]?(?!#)|expression\(|javascript:", re.IGNORECASE)


def decode(content: bytes) -> str:
    """The text; ``RuleBroken`` where it is none."""
    encodings = next(([code] for bom, code in BOMS.items() if content.startswith(bom)), ENCODINGS)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
    raise RuleBroken(
        _(
            "What kind of file this is cannot be told; it may be broken. Open it in its program, "
            "save it as PDF, .xlsx, .docx or CSV and send that."
        )
    )


def is_markup(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("<")


def refuse_active(text: str) -> None:
    """Let an SVG pass that only draws; nothing else that is markup."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise RuleBroken(_("Web pages are not taken, and pictures only without a DOCTYPE."))
    try:
        root = ET.fromstring(text.encode())  # noqa: S314 - entities refused above
    except (ET.ParseError, expat.ExpatError) as error:
        if "<svg" in text:
            raise RuleBroken(_("This picture is broken. Save it anew and send that.")) from error
        raise RuleBroken(_("Web pages and other markup are not taken.")) from error
    if root.tag != SVG_ROOT:
        raise RuleBroken(_("Web pages and other markup are not taken."))
    if not all(_only_draws(element) for element in root.iter()):
        raise RuleBroken(_("This picture holds a script or loads something from elsewhere."))


def _only_draws(element: ET.Element) -> bool:
    name = element.tag.rsplit("}", 1)[-1].lower()
    return (
        name in DRAWS
        and not REACHES_OUT.search(element.text or "")
        and all(_is_harmless(key, value) for key, value in element.attrib.items())
    )


def _is_harmless(key: str, value: str) -> bool:
    name = key.rsplit("}", 1)[-1].lower()
    if name.startswith("on"):
        return False
    if name == "href":
        return value.startswith("#")
    return not REACHES_OUT.search(value)
