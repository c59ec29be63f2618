"""What a cell means, however it was typed. ``Doubtful`` names what is wrong with it.

>>> telephone(1012345678), telephone("+82 10 1234 5678"), telephone(544621234)
('010-1234-5678', '010-1234-5678', '054-462-1234')
>>> day("2012년 3월 5일") == day("12.3.5") == day(20120305) == day("2012-03-05") == day(40973)
True
>>> business_number(1248100998)
'1248100998'
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from dure.core import business_number as business_numbers

from .sheets import Cell

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,2}")
SEVERAL = re.compile(r"[,/;\n~]|\s{2,}")
BRACKETS = re.compile(r"\([^)]*[^)0-9\s-][^)]*\)|내선.*$|\bext.*$", re.IGNORECASE)
MOBILE = re.compile(r"1[016789]\d{7,8}")
AREA = re.compile(r"(?:3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|80)\d{7,8}|50\d{8,9}")
SEOUL = re.compile(r"2\d{7,8}")
NATIONAL = re.compile(r"(02|050\d|0\d\d)(\d{3,4})(\d{4})")
SERVICE = re.compile(r"1[568]\d{6}")

DATE = re.compile(
    r"['\u2018\u2019]?(\d{4}|\d{2})\s*[^\d\s]\s*(\d{1,2})\s*[^\d\s]\s*(\d{1,2})(?!\d)"
)
MONTH = re.compile(
    r"['\u2018\u2019]?(\d{4}|(?<=['\u2018\u2019])\d{2})\s*[^\d\s]\s*(\d{1,2})\s*[^\d\s]?"
)
SERIALS = range(10_000, 80_000)  # days of Excel: 1927 to 2119
YEARS = range(1945, 2101)
EXCEL_BEGINS = dt.date(1899, 12, 30)
PIVOT = 70  # '70 is 1970, '69 is 2069
LONGEST_EMAIL = 254
LONGEST_WEBSITE = 200
TRUE_WEBSITE = URLValidator(schemes=["http", "https"])


class Doubtful(ValueError):
    """The cell cannot mean that. The text is a code out of ``problems.SENTENCES``."""


def text(cell: Cell) -> str:
    """One line of plain letters; a formula or a number stays what it looks like."""
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    letters = unicodedata.normalize("NFC", str(cell)).translate(WIDE)
    seen = "".join(c if unicodedata.category(c)[0] not in "CZ" else _space(c) for c in letters)
    return " ".join(seen.split())


def _space(char: str) -> str:
    """A zero-width mark is nothing, any other space or control a space."""
    return "" if unicodedata.category(char) in ("Cf", "Cs", "Co", "Cn") else " "


def digits(cell: Cell) -> str:
    """The digits of a number however it is stored, ``1.012345678E9`` too."""
    said = text(cell)
    if SCIENTIFIC.fullmatch(said):
        said = str(int(float(said)))
    return "".join(char for char in said if char.isascii() and char.isdigit())


def business_number(cell: Cell) -> str:
    """Ten digits; a nought that Excel took from the front comes back where it fits."""
    said = text(cell)
    if re.search(r"[^\d\s.\-\u2010-\u2015\u2212eE+]", said):
        raise Doubtful("number.letters")
    found = digits(cell)
    if len(found) == business_numbers.DIGITS - 1:
        found = f"0{found}"
    if len(found) != business_numbers.DIGITS:
        raise Doubtful("number.length")
    if found[-1] != business_numbers.check_digit(found[:-1]):
        raise Doubtful("number.check")
    return found


def telephone(cell: Cell) -> str:
    """The first number, with hyphens and the nought in front that Excel takes away."""
    said = BRACKETS.sub("", text(cell))
    if said.startswith(("+", "00")) and not said.startswith(("+82", "0082")):
        return _foreign(said)
    for part in SEVERAL.split(said):
        if found := _national(part):
            return found
    raise Doubtful("telephone.incomplete" if 7 <= len(digits(said)) <= 8 else "telephone.strange")


def _foreign(said: str) -> str:
    number = digits(said)
    if not 7 <= len(number) <= 17:
        raise Doubtful("telephone.strange")
    return f"+{number.removeprefix('00') if said.startswith('00') else number}"


def _national(part: str) -> str:
    number = digits(part)
    if part.strip().startswith(("+82", "0082")) or (len(number) > 10 and number.startswith("82")):
        number = "0" + number.removeprefix("00").removeprefix("82").removeprefix("0")
    if SERVICE.fullmatch(number):
        return f"{number[:4]}-{number[4:]}"
    if any(form.fullmatch(number) for form in (MOBILE, AREA, SEOUL)):
        number = f"0{number}"
    found = NATIONAL.fullmatch(number)
    return "-".join(found.groups()) if found else ""


def day(cell: Cell) -> dt.date:
    """A day; of a month or a year alone the first."""
    if isinstance(cell, dt.datetime):
        return _in_reach(cell.date())
    if isinstance(cell, dt.date):
        return _in_reach(cell)
    said = text(cell)
    if re.fullmatch(r"\d{5}(\.\d+)?|\d{4}|\d{6}|\d{8}", said):
        return _from_digits(said.partition(".")[0])
    if found := DATE.match(said):
        return _made(*found.groups())
    if found := MONTH.fullmatch(said):
        return _made(found[1], found[2], "1")
    if found := re.fullmatch(r"(\d{4})\s*년", said):
        return _made(found[1], "1", "1")
    raise Doubtful("date.strange")


def _from_digits(number: str) -> dt.date:
    if len(number) == 8:
        return _made(number[:4], number[4:6], number[6:])
    if len(number) == 6:
        if int(number[:4]) in YEARS and 1 <= int(number[4:]) <= 12:
            return _month_or_day(number)
        return _made(number[:2], number[2:4], number[4:])
    if len(number) == 4 and int(number) in YEARS:
        return _made(number, "1", "1")
    if int(number) in SERIALS:
        return _in_reach(EXCEL_BEGINS + dt.timedelta(days=int(number)))
    raise Doubtful("date.strange")


def _month_or_day(number: str) -> dt.date:
    """199912 is a month; 201203 may be a month of 2012 or a day of 2020."""
    try:
        _made(number[:2], number[2:4], number[4:])
    except Doubtful:
        return _made(number[:4], number[4:], "1")
    raise Doubtful("date.strange")


def _made(year: str, month: str, on: str) -> dt.date:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < PIVOT else 1900
    try:
        return _in_reach(dt.date(full, int(month), int(on)))
    except ValueError as error:
        raise Doubtful("date.strange") from error


def _in_reach(found: dt.date) -> dt.date:
    if found.year not in YEARS:
        raise Doubtful("date.strange")
    return found


def email(cell: Cell) -> str:
    """The first address, in small letters."""
    said = re.sub(r"mailto:|\s*\(.*\)", "", text(cell), flags=re.IGNORECASE)
    first = re.split(r"[,;/\s]+", said.strip())[0].strip("<>'\"").lower()
    if len(first) > LONGEST_EMAIL and "@" in first:
        raise Doubtful("email.long")
    try:
        validate_email(first)
    except ValidationError as error:
        raise Doubtful("email.strange") from error
    return first


def website(cell: Cell) -> str:
    """The first address, with its scheme."""
    said = text(cell).split(" ")[0]
    if not re.fullmatch(r"(https?://)?[\w.-]+\.[a-zA-Z]{2,}(:\d+)?(/\S*)?", said):
        raise Doubtful("website.strange")
    whole = said if "://" in said else f"https://{said}"
    if len(whole) > LONGEST_WEBSITE:
        raise Doubtful("website.long")
    try:
        TRUE_WEBSITE(whole)
    except ValidationError as error:
        raise Doubtful("website.strange") from error
    return whole
