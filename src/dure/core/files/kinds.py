"""The kinds of files that Dure takes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    label: str | Promise
    content_type: str
    suffixes: tuple[str, ...]


OOXML = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."

PDF = Kind("PDF", "application/pdf", (".pdf",))
HWP = Kind(_("Hangul document"), "application/x-hwp", (".hwp",))
HWPX = Kind(_("Hangul document (HWPX)"), "application/hwp+zip", (".hwpx",))
XLSX = Kind(_("Excel workbook"), f"{OOXML}spreadsheetml.sheet", (".xlsx",))
DOCX = Kind(_("Word document"), f"{OOXML}wordprocessingml.document", (".docx",))
PPTX = Kind(_("PowerPoint presentation"), f"{OOXML}presentationml.presentation", (".pptx",))
ODS = Kind(_("OpenDocument table"), f"{OPEN}spreadsheet", (".ods",))
ODT = Kind(_("OpenDocument text"), f"{OPEN}text", (".odt",))
CSV = Kind("CSV", "text/csv", (".csv",))
TEXT = Kind(_("plain text"), "text/plain", (".txt",))
PNG = Kind("PNG", "image/png", (".png",))
JPEG = Kind("JPEG", "image/jpeg", (".jpg", ".jpeg"))
WEBP = Kind("WebP", "image/webp", (".webp",))
SVG = Kind("SVG", "image/svg+xml", (".svg",))

WORKBOOKS = (XLSX, CSV)
PICTURES = (PNG, JPEG, WEBP, SVG)
DOCUMENTS = (PDF, HWP, HWPX, DOCX, XLSX, PPTX, ODT, ODS, CSV, TEXT, PNG, JPEG, WEBP)
EVERY = (*DOCUMENTS, SVG)
