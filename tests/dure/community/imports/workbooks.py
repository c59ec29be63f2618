"""Ugly workbooks, as they come out of real offices."""

from __future__ import annotations

import io
import re
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import Workbook

from dure.core.business_number import check_digit

HEADINGS = (
    *("연번", "업 체 명", "사업자\n등록번호", "대표자", "담당자", "직위", "휴대폰"),
    *("e-mail", "소재지", "업종코드", "가입일", "비고"),
)


def number(n: int) -> str:
    first = f"{200_000_000 + n}"
    return first + check_digit(first)


def member(n: int) -> list[object]:
    return [
        *(n + 1, f"주식회사 구미{n}정밀", int(number(n)), f"김대표{n}", f"이담당{n}", "과장"),
        *(1_012_340_000 + n, f"p{n}@example.com", f"경상북도 구미시 공단로 {n}", "29294"),
        *(f"2012.{n % 12 + 1}.{n % 28 + 1}", None),
    ]


def saved(book: Workbook) -> bytes:
    """The same cells are the same bytes, whenever they are written."""
    written, timeless = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(timeless, "w") as again:
        for name in parts.namelist():
            part = parts.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</[^>]*>", b"", part)
            again.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return timeless.getvalue()


def workbook(rows: list[list[object]], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """Merged title rows above, an empty first column, totals below, a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.append(["2012년 구미 미니클러스터 회원명부"])
    sheet.merge_cells("A1:H1")
    sheet.append([None, "(2012. 3. 5. 현재)"])
    sheet.append([])
    sheet.append([None, *headings])
    for row in rows:
        sheet.append([None, *row])
    sheet.append([None, "합 계", f"{len(rows)}개사"])
    book.create_sheet("작년").sheet_state = "hidden"
    return saved(book)


def members(n: int) -> bytes:
    return workbook([member(i) for i in range(n)])


def upload(content: bytes, name: str = "회원명부.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def words_of(response: HttpResponse) -> str:
    """A page without the marks around Korean words."""
    return re.sub(r'<span lang="ko">([^<]*)</span>', r"\1", response.content.decode())
