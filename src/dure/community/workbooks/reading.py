"""From the bytes to the lines of a sheet, or to one sentence that says why not."""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from xml.etree import ElementTree as ET

from django.utils.translation import gettext_lazy as _

from . import delimited, excel
from .sheets import Line, Sheet, Unreadable, checked

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|meta|table|\?xml|style)\b", re.IGNORECASE)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ET.ParseError,
    struct.error,
    EOFError,
    KeyError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Workbook:
    """What a file holds; lines of a sheet are read when they are asked for."""

    sheets: list[Sheet]
    read: Callable[[int], list[Line]]

    def lines(self, sheet: int) -> list[Line]:
        return checked(_guarded(lambda: self.read(sheet)))


def open_workbook(content: bytes) -> Workbook:
    """``Unreadable`` says what is wrong; nothing else is ever raised."""
    refuse_strange(content)
    if not content.startswith(ZIP):
        return Workbook([Sheet("")], lambda _sheet: delimited.read(content))
    book = _guarded(lambda: excel.open_book(io.BytesIO(content)))
    return Workbook(book.sheets, book.lines)


def refuse_strange(content: bytes) -> None:
    """Say what to do with the files that come instead of a workbook."""
    if not content.strip():
        raise Unreadable(_("This file is empty. Choose the workbook with the members."))
    if MARKUP.match(content.lstrip(codecs.BOM_UTF8)):
        raise Unreadable(
            _(
                "This is a web page under the name of a workbook, as some programs write it. Open "
                "it in Excel, save it as .xlsx (Excel Workbook) and send that file."
            )
        )
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Unreadable(
                _(
                    "This workbook is protected with a password. Open it in Excel, take the "
                    "password away (File, Info, Protect Workbook) and save it again."
                )
            )
        raise Unreadable(
            _(
                "This is not an .xlsx workbook but a file of an older program. Open it there and "
                "save it as .xlsx (Excel Workbook)."
            )
        )


def _guarded(deed: Callable[[], Result]) -> Result:
    try:
        return deed()
    except BROKEN as error:
        raise Unreadable(
            _(
                "This file is broken or no workbook. Open it in Excel, save it as .xlsx and send "
                "it again."
            )
        ) from error
