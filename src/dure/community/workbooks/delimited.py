"""Reads .csv and tab-separated text, in the encodings that Korean programs write."""

from __future__ import annotations

import codecs
import csv
import io

from django.utils.translation import gettext_lazy as _

from .sheets import MOST_ROWS, Line, Unreadable, is_blank, too_long

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS = ("utf-8", "cp949")
DELIMITERS = ",;\t|"
SAMPLE = 50
LONGEST_CELL = 32_767


def read(content: bytes) -> list[Line]:
    text = decode(content)
    reader = csv.reader(
        io.StringIO(text.replace("\0", ""), newline=""), delimiter=_delimiter(text), strict=False
    )
    lines = []
    try:
        for number, cells in enumerate(reader, start=1):
            if any(not is_blank(cell) for cell in cells):
                lines.append(Line(number, tuple(cell[:LONGEST_CELL] for cell in cells)))
            if len(lines) > MOST_ROWS:
                raise too_long()
    except csv.Error as error:
        raise Unreadable(
            _("The quotation marks of this file do not fit. Open it in Excel and save it as .xlsx.")
        ) from error
    return lines


def decode(content: bytes) -> str:
    marked = [encoding for bom, encoding in BOMS if content.startswith(bom)]
    for encoding in marked or _unmarked(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        _("The letters of this file cannot be read. Open it in Excel and save it as .xlsx.")
    )


def _unmarked(content: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark has zeros beside every comma and digit."""
    head = content[:2000]
    if head.count(0) * 10 > len(head):
        return ("utf-16-le",) if head[1::2].count(0) >= head[::2].count(0) else ("utf-16-be",)
    return ENCODINGS


def _delimiter(text: str) -> str:
    """The one that the first lines have most often, and alike."""
    lines = [line for line in text.splitlines()[:SAMPLE] if line.strip()]
    scores = {mark: sum(line.count(mark) for line in lines) for mark in DELIMITERS}
    best = max(DELIMITERS, key=scores.__getitem__)
    return best if scores[best] else ","
