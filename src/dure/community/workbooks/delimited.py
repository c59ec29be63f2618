"""Reads .csv and tab-separated text, in the encodings that Korean programs write."""

from __future__ import annotations

import codecs
import csv
import io

from django.utils.text import format_lazy
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
csv.field_size_limit(32 * 1024**2)  # a longer cell than a file may be is none


def read(content: bytes) -> list[Line]:
    text = decode(content).replace("\0", "")
    written = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(text)
    reader = csv.reader(written, delimiter=delimiter, strict=False)
    lines: list[Line] = []
    begins = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if _is_unclosed(written[begins : reader.line_num], delimiter):
                raise _unclosed(number)
            begins = reader.line_num
            if any(not is_blank(cell) for cell in cells):
                lines.append(Line(number, tuple(cell[:LONGEST_CELL] for cell in cells)))
            if len(lines) > MOST_ROWS:
                raise too_long()
    except csv.Error as error:
        raise Unreadable(
            _("The quotation marks of this file do not fit. Open it in Excel and save it as .xlsx.")
        ) from error
    return lines


def _is_unclosed(written: list[str], delimiter: str) -> bool:
    """Whether a quotation mark swallows the lines after it: the rows in them would be lost."""
    if '"' not in written[0]:
        return False
    try:
        list(csv.reader(written, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return len(written) > 1 or "end of data" in str(error)
    return False


def _unclosed(number: int) -> Unreadable:
    return Unreadable(
        format_lazy(
            _(
                'The quotation mark (") in row {number} is not closed, and the rows after it '
                "cannot be told apart. Close or delete it and send the file again."
            ),
            number=number,
        )
    )


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
