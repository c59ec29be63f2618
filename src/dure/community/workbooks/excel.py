"""Reads .xlsx as a stream: a formatted sheet of a million empty rows must not fill the memory.

A formula gives the value that Excel saved beside it; where none was saved, its text. Nothing
is ever evaluated. openpyxl's reader does not tell hidden rows, merged cells and saved values in
one pass (docs/decisions/0070).
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import IO
from xml.etree import ElementTree as ET

from django.utils.translation import gettext_lazy as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from .sheets import MOST_ROWS, Cell, Line, Merged, Sheet, Unreadable, filled_down, too_long

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
PLACE = re.compile(r"([A-Z]{1,3})")
EXACT = 10**15  # whole numbers up to here survive in a cell
ALL_ROWS = 1_048_576
WIDEST = 16_384


@dataclass
class Book:
    package: zipfile.ZipFile
    sheets: list[Sheet] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    epoch: dt.datetime = CALENDAR_WINDOWS_1900

    def lines(self, sheet: int) -> list[Line]:
        reader = _Reader(self.epoch, _texts(self.package), _date_styles(self.package))
        with self.package.open(self.parts[sheet]) as part:
            lines = list(reader.read(part))
        return filled_down(lines, reader.merged)


def open_book(content: IO[bytes]) -> Book:
    package = zipfile.ZipFile(content)
    book = Book(package)
    root = _root(package, "xl/workbook.xml")
    targets = {
        relation.get("Id"): relation.get("Target") or ""
        for relation in _root(package, "xl/_rels/workbook.xml.rels")
    }
    for element in root.iter():
        name = _name(element)
        if name == "workbookPr" and element.get("date1904") in ("1", "true"):
            book.epoch = CALENDAR_MAC_1904
        elif name == "sheet":
            _add_sheet(book, element, targets)
    if not book.sheets:
        raise Unreadable(_("This workbook has no sheet with cells."))
    return book


def _add_sheet(book: Book, element: ET.Element, targets: dict[str | None, str]) -> None:
    target = targets.get(element.get(RELATION) or element.get(STRICT_RELATION), "")
    part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
    if part in book.package.namelist() and "chartsheets" not in part:
        is_hidden = (element.get("state") or "visible") != "visible"
        book.sheets.append(Sheet(element.get("name") or "?", is_hidden))
        book.parts.append(part)


class _Reader:
    """One pass through the XML of a sheet."""

    def __init__(self, epoch: dt.datetime, texts: list[str], dates: set[int]) -> None:
        self.epoch, self.texts, self.dates = epoch, texts, dates
        self.merged: list[Merged] = []

    def read(self, part: IO[bytes]) -> Iterator[Line]:
        number = found = 0
        for _event, element in ET.iterparse(part, events=("end",)):  # noqa: S314 - no entities
            name = _name(element)
            if name == "row":
                number = _whole(element.get("r"), number + 1)
                cells = self._cells(element)
                if cells:
                    found += 1
                    if found > MOST_ROWS:
                        raise too_long()
                    yield Line(number, cells, element.get("hidden") in ("1", "true"))
                element.clear()
            elif name == "mergeCell":
                self._remember(element.get("ref") or "")

    def _cells(self, row: ET.Element) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for element in row:
            value = self._value(element)
            column = _column(element.get("r"), len(cells))
            if value is None or column >= WIDEST:
                continue
            if column >= len(cells):
                cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = value
        return tuple(cells)

    def _value(self, element: ET.Element) -> Cell:
        kind, text, formula = element.get("t") or "n", "", ""
        for child in element:
            name = _name(child)
            if name == "v":
                text = child.text or ""
            elif name == "is":
                text = _text(child)
            elif name == "f":
                formula = child.text or ""
        if not text.strip():
            return f"={formula}" if formula else None
        return self._typed(kind, text, element)

    def _typed(self, kind: str, text: str, element: ET.Element) -> Cell:
        if kind == "s":
            index = _whole(text, -1)
            return self.texts[index] if 0 <= index < len(self.texts) else None
        if kind == "e":
            return None
        if kind != "n":
            return text
        return self._number(text, _whole(element.get("s"), 0))

    def _number(self, text: str, style: int) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return text
        if number != number or abs(number) >= EXACT:  # noqa: PLR0124 - not a number
            return text
        if style in self.dates:
            return _day(number, self.epoch)
        return int(number) if number.is_integer() else number

    def _remember(self, ref: str) -> None:
        if area := AREA.fullmatch(ref):
            left, top, right, bottom = area.groups()
            rows = range(int(top), min(int(bottom), ALL_ROWS) + 1)
            self.merged.append(Merged(range(_letters(left), _letters(right) + 1), rows))


def _day(number: float, epoch: dt.datetime) -> Cell:
    try:
        found = from_excel(number, epoch)
    except (OverflowError, ValueError):
        return number
    return found.date() if isinstance(found, dt.datetime) else number


def _texts(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    texts = []
    with package.open("xl/sharedStrings.xml") as part:
        for _event, element in ET.iterparse(part, events=("end",)):  # noqa: S314 - no entities
            if _name(element) == "si":
                texts.append(_text(element))
                element.clear()
    return texts


def _text(element: ET.Element) -> str:
    """All its runs; the readings over Chinese characters are no part of it."""
    found = []
    for child in element:
        name = _name(child)
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found.extend(part.text or "" for part in child if _name(part) == "t")
    return "".join(found)


def _date_styles(package: zipfile.ZipFile) -> set[int]:
    """Which cell styles show a number as a date."""
    if "xl/styles.xml" not in package.namelist():
        return set()
    root = _root(package, "xl/styles.xml")
    formats = dict(BUILTIN_FORMATS)
    for element in root.iter():
        if _name(element) == "numFmt":
            formats[_whole(element.get("numFmtId"), -1)] = element.get("formatCode") or ""
    styles = next((child for child in root if _name(child) == "cellXfs"), ())
    numbers = [_whole(style.get("numFmtId"), 0) for style in styles]
    return {i for i, number in enumerate(numbers) if _is_date(formats.get(number), number)}


def _is_date(code: str | None, number: int) -> bool:
    """27-36 and 50-58 are dates of Korean, Japanese and Chinese Excel."""
    return 27 <= number <= 36 or 50 <= number <= 58 or bool(code and is_date_format(code))


def _root(package: zipfile.ZipFile, part: str) -> ET.Element:
    return ET.fromstring(package.read(part))  # noqa: S314 - entities are refused on the way in


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _column(place: str | None, after: int) -> int:
    found = PLACE.match(place or "")
    return _letters(found[1]) if found else after


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
