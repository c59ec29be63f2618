"""Files as people, and those who mean harm, would send them."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(24)
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
