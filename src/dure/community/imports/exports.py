"""The example workbook that people may fill in."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from dure.community.workbooks.headings import Field

HEADINGS = {  # what the guess of the columns knows, in Korean and English
    Field.NAME: ("업체명", "Company name", "(주)두레정밀"),
    Field.NUMBER: ("사업자등록번호", "Business registration number", "124-81-00998"),
    Field.KIND: ("기관구분", "Kind of organisation", "기업"),
    Field.CEO: ("대표자", "CEO", "김두레"),
    Field.PERSON: ("담당자", "Contact person", "이가상"),
    Field.TITLE: ("직위", "Position", "과장"),
    Field.MOBILE: ("휴대폰", "Mobile", "010-1234-5678"),
    Field.EMAIL: ("이메일", "E-mail", "kim@example.com"),
    Field.TELEPHONE: ("대표전화", "Telephone", "054-462-1234"),
    Field.ADDRESS: ("주소", "Address", "경상북도 구미시 공단로 1"),
    Field.INDUSTRY: ("업종코드", "Industry code", "29294"),
    Field.SIZE: ("기업규모", "Size class", "소기업"),
    Field.WEBSITE: ("홈페이지", "Website", "www.example.com"),
    Field.JOINED: ("가입일", "Joined on", "2012-03-05"),
    Field.LEFT: ("탈퇴일", "Left on", ""),
    Field.GROUP: ("미니클러스터", "Mini-cluster", ""),
}


def example() -> bytes:
    """Headings, one example row, and a sheet of notes."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = _("Members")
    sheet.append([f"{korean} ({english})" for korean, english, _said in HEADINGS.values()])
    sheet.append([said for _korean, _english, said in HEADINGS.values()])
    for number, cell in enumerate(sheet[1], start=1):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8ECF4")
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 22
        for below in sheet[letter][1:]:
            below.number_format = "@"
    sheet.freeze_panes = "A2"
    notes = book.create_sheet(_("Notes"))
    notes.column_dimensions["A"].width = 100
    for note in _notes():
        notes.append([note])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _notes() -> list[str]:
    return [
        _("Write over the example row. Columns may stand in any order and may be missing."),
        _("Only the name of the organisation must be there."),
        _("One row for one person; a firm with three contact persons has three rows."),
        _("A business registration number has ten digits; with or without hyphens."),
        _("A date as in 2012-03-05. The kind: firm, university, institute, agency, government."),
        _("The industry: five digits of the KSIC, or its exact name."),
        _("The day of leaving only for who has left; membership ends that day."),
        _("The mini-cluster: its name as in Dure; or choose one for all rows when you import."),
    ]
