"""Files as people, and those who mean harm, would send them."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(form: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (2, 2), "navy").save(written, form)
    return written.getvalue()


PNG, JPEG, WEBP = picture("PNG"), picture("JPEG"), picture("WEBP")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HWP = OLE + "FileHeader".encode("utf-16-le") + b"HWP Document File" + bytes(200)
XLS = OLE + "Workbook".encode("utf-16-le") + bytes(200)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1z" fill="url(#g)"/></svg>'
OOXML = "application/vnd.openxmlformats-officedocument."


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def workbook() -> bytes:
    book = Workbook()
    book.active.append(["기관명", "전화"])
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def office(kind: str, **parts: bytes) -> bytes:
    """The least that counts as an Office file; ``kind`` as in ``spreadsheetml.sheet``."""
    types = f'<Types><Override ContentType="{OOXML}{kind}.main+xml"/></Types>'
    return package({"[Content_Types].xml": types.encode(), **parts})


def bomb(unpacked: int) -> bytes:
    return office("spreadsheetml.sheet", **{"xl/worksheets/sheet1.xml": bytes(unpacked)})


def macro_workbook() -> bytes:
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    return package({"[Content_Types].xml": types})
