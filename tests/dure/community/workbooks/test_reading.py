from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from dure.community.workbooks import entries, headings, layout, reading
from dure.community.workbooks.headings import Field
from dure.community.workbooks.sheets import Line, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROW = '업체명,사업자등록번호,가입일\n"두레, 정밀",124-81-00998,2012.3.5\n'


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zipped(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, said in parts.items():
            package.writestr(name.replace("__", "/"), said)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (OLE + b"Workbook", "save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 and no more", "broken or no workbook"),
        (zipped(readme="hello"), "broken or no workbook"),
        (b"\xff\xfe\x00\xd8", "letters"),
    ],
)
def test_what_is_no_workbook_gets_a_sentence(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        reading.open_workbook(content).lines(0)


def test_the_sentence_is_said_in_every_language():
    with pytest.raises(Unreadable) as caught:
        reading.open_workbook(b"")

    assert set(caught.value.in_every_language()) == {"ko", "en"}


@pytest.mark.parametrize(
    "content",
    [
        ROW.encode(),
        ROW.encode("utf-8-sig"),
        ROW.encode("cp949"),
        ROW.encode("utf-16"),
        ROW.encode("utf-16-le"),
        ROW.encode("utf-16-be"),
        ROW.replace('"두레, 정밀"', "두레*정밀").replace(",", ";").replace("*", ", ").encode(),
        ROW.replace('"두레, 정밀"', "두레*정밀").replace(",", "\t").replace("*", ", ").encode(),
        ROW.replace("\n", "\r\n").encode("cp949"),
    ],
)
def test_csv_is_read_in_every_dress(content):
    found = layout.look(content)

    assert [entry.values for entry in found.table.entries] == [
        {
            "name": "두레, 정밀",
            "business_number": "1248100998",
            "joined_on": "2012-03-05",
            "kind": "firm",
        }
    ]


def test_an_ugly_workbook_is_understood():
    book = Workbook()
    book.active.title = "표지"
    book.active.append(["회원명부를 보내드립니다"])
    sheet = book.create_sheet("명단")
    sheet.append(["구미 금형 미니클러스터 회원명부"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append([None, "업체명", None, "연락처", None, "가입일"])
    sheet.append([None, None, None, "담당자", "휴대폰", None])
    sheet.append([None, "㈜두레 정밀", None, "이가상", 1012345678, 40973])
    sheet.append([None, None, None, "김가상", 1.012345679e9, dt.datetime(2012, 3, 6)])  # noqa: DTZ001 - of Excel
    sheet.append([None, "=1+1", None, "박가상", None, None])
    sheet.append([])
    sheet.append([None, "총 계", 3])
    for place in ("B3:B4", "F3:F4", "D3:E3", "B5:B6"):
        sheet.merge_cells(place)
    sheet["B7"].data_type = "s"
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("숨김").sheet_state = "hidden"

    found = layout.look(saved(book))

    assert (found.sheet, found.heading) == (1, 4)
    assert [sheet.is_hidden for sheet in found.sheets] == [False, False, True]
    assert [entry.values for entry in found.table.entries] == [
        {
            "name": "㈜두레 정밀",
            "kind": "firm",
            "person": "이가상",
            "mobile": "010-1234-5678",
            "joined_on": "2012-03-05",
        },
        {
            "name": "㈜두레 정밀",
            "kind": "firm",
            "person": "김가상",
            "mobile": "010-1234-5679",
            "joined_on": "2012-03-06",
        },
        {"name": "=1+1", "kind": "firm", "person": "박가상"},
    ]
    assert found.table.left_out == {"total": 1, "hidden": 1}


def test_a_formula_gives_what_excel_saved_beside_it_or_its_text():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="str"><f>"두" &amp; "레"</f><v>두레</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="b"><v>1</v></c></row></sheetData></worksheet>'
    )
    content = zipped(
        **{
            "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument'
            '/2006/relationships"><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><R Id="a" Target="worksheets/sheet1.xml"/></R>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )

    (line,) = reading.open_workbook(content).lines(0)

    assert line.cells == ("두레", "=1+1", None, "1")


def test_too_many_columns_and_rows_are_said():
    book = Workbook()
    book.active.append([f"열 {n}" for n in range(300)])
    with pytest.raises(Unreadable, match="200 filled columns"):
        reading.open_workbook(saved(book)).lines(0)
    with pytest.raises(Unreadable, match="50,000 rows"):
        reading.open_workbook(b"a,b\n" * 50_001).lines(0)


def test_a_million_rows_are_not_read_to_the_end():
    row = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
    content = zipped(
        **{
            "xl/workbook.xml": '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument'
            '/2006/relationships"><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<R><R Id="a" Target="worksheets/sheet1.xml"/></R>',
            "xl/worksheets/sheet1.xml": f"<s><sheetData>{row * 1_000_000}</sheetData></s>",
        }
    )

    with pytest.raises(Unreadable, match="50,000 rows"):
        reading.open_workbook(content).lines(0)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("회사명", Field.NAME),
        ("* 기 업 명 (필수)", Field.NAME),
        ("사업자 등록번호('-'없이)", Field.NUMBER),
        ("참여업체 대표전화", Field.TELEPHONE),
        ("담당자 전화", Field.MOBILE),
        ("실무 담당자 연락처", Field.MOBILE),
        ("E-MAIL", Field.EMAIL),
        ("직책", Field.TITLE),
        ("소속 미니클러스터", Field.GROUP),
        ("Company name", Field.NAME),
        ("Date joined", Field.JOINED),
        ("종업원수(명)", ""),
        ("비고", "standing"),
        ("", ""),
    ],
)
def test_a_heading_is_known(heading, field):
    line = reading.open_workbook(f'"{heading}",x\n'.encode()).lines(0)[0]

    assert headings.columns_of(line).get(0, "") == field


def test_repeated_headings_notes_and_totals_are_left_out():
    text = "업체명,담당자\n가,나\n업체명,담당자\n소계,1\n※ 2012년 기준,\n,\n다,라\n"

    table = layout.look(text.encode()).table

    assert [entry.values["name"] for entry in table.entries] == ["가", "다"]
    assert table.left_out == {"heading": 1, "total": 1, "note": 1}


@pytest.mark.parametrize(
    "row",
    [
        *("(주)SUM,", "㈜Total,", "(주)계,", "@SUM(A1),", "계(주),", "주식회사 합계,", "계양,"),
        *("합계,1248100998", "계,박가상", "SUM,544621234"),
    ],
)
def test_a_firm_with_the_name_of_a_total_is_a_firm(row):
    field = {"1": "사업자등록번호", "박": "담당자", "5": "전화"}.get(
        row.partition(",")[2][:1], "주소"
    )

    table = layout.look(f"업체명,{field}\n가,\n{row}\n".encode()).table

    assert [entry.values["name"] for entry in table.entries] == ["가", row.partition(",")[0]]
    assert table.rows_left_out == []


@pytest.mark.parametrize(
    "row",
    [
        *("합 계,", "합계(3개사),", "소계 (3),", "Total:,", "[합계],", "Sub-total,", "총계,3명"),
        *("합계,=SUM(B2:B3)", "계,-", "합계,1200", "※ 합계,", "총 2개사,", "총 회원 1,"),
    ],
)
def test_a_total_is_left_out_and_listed(row):
    table = layout.look(f"업체명,담당자\n가,나\n{row}\n".encode()).table

    assert [entry.values["name"] for entry in table.entries] == ["가"]
    assert [(left.number, left.why) for left in table.rows_left_out] == [(3, "total")]
    assert table.rows_left_out[0].text == row.replace(",", " ").strip()


def test_every_row_that_is_left_out_is_listed_with_its_text():
    note = "※ 2012년 기준 " + "가" * 100
    table = layout.look(f"업체명,담당자\n가,나\n업체명,담당자\n,\n{note},\n".encode()).table

    assert [(left.number, left.why) for left in table.rows_left_out] == [
        (3, "heading"),
        (5, "note"),
    ]
    assert table.rows_left_out[1].text == note[:60] + "…"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('업체명,주소\n"열린 따옴표,구미\n둘,구미\n', 2),
        ('업체명,주소\n하나,구미\n"열린 따옴표,구미', 3),
        ('업체명,주소\n"열린,구미\n둘,"구미"\n셋,구미\n', 2),
        ('업체명,주소\r\n하나,"구미\r\n둘,구미\r\n셋,구미\r\n', 2),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_said(text, row):
    with pytest.raises(Unreadable, match=f"in row {row} is not closed"):
        layout.look(text.encode())


def test_quotation_marks_that_are_closed_are_read():
    text = '업체명,주소\n"두\n레","구미 ""가"""\n둘 "나",구미\n"셋"다,구미\n'

    table = layout.look(text.encode()).table

    assert [entry.values["name"] for entry in table.entries] == ["두 레", '둘 "나"', "셋다"]
    assert table.entries[0].values["address"] == '구미 "가"'


def test_problems_have_their_sentences():
    raw = {
        "business_number": "123",
        "telephone": "462-1234",
        "email": "nobody",
        "joined_on": "어제",
        "size": "중소기업",
        "kind": "?",
        "website": "!",
        "address": "가" * 300,
        "mobile": "x",
    }

    entry = entries.entry(raw, number=5)

    assert entry.is_wrong
    assert all(problem.sentence for problem in entry.problems)
    assert {problem.code for problem in entry.problems} == {
        *("number.length", "telephone.incomplete", "email.strange", "date.strange", "size.both"),
        *("kind.strange", "website.strange", "text.long.240", "name.missing", "telephone.strange"),
    }


@pytest.mark.parametrize(
    ("field", "said", "code"),
    [
        ("email", "x" * 243 + "@example.com", "email.long"),
        ("email", "x" * 300 + "@example.com", "email.long"),
        ("email", "x" * 500 + "@example.com", "email.long"),
        ("email", "x@" + ("a" * 60 + ".") * 5 + "com", "email.long"),
        ("website", "https://example.com/" + "x" * 181, "website.long"),
        ("website", "example.com/" + "x" * 181, "website.long"),
        ("name", "가" * 121, "name.long"),
        ("name_en", "a" * 161, "text.long.160"),
        ("address", "가" * 241, "text.long.240"),
        ("ceo", "가" * 81, "text.long.80"),
        ("person", "가" * 81, "text.long.80"),
        ("title", "가" * 81, "text.long.80"),
    ],
)
def test_what_is_too_long_for_its_column_is_an_error(field, said, code):
    entry = entries.entry({"name": "두레", field: said}, number=5)

    assert [problem.code for problem in entry.problems] == [code]
    assert entry.is_wrong
    assert said[:10] in entry.problems[0].sentence or field == "name"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("email", "x" * 242 + "@example.com"),
        ("website", "https://example.com/" + "x" * 180),
        *(("name", "가" * 120), ("name_en", "a" * 160), ("address", "가" * 240)),
        *(("ceo", "가" * 80), ("person", "가" * 80), ("title", "가" * 80)),
    ],
)
def test_what_just_fits_its_column_is_kept_whole(field, said):
    entry = entries.entry({"name": "두레", field: said}, number=5)

    assert entry.problems == []
    assert entry.values[field] == said


@pytest.mark.parametrize("said", ["http://a..b.com", "-x-.com", "example.com:999999"])
def test_a_website_that_its_column_would_refuse_is_left_out(said):
    entry = entries.entry({"name": "두레", "website": said}, number=5)

    assert [problem.code for problem in entry.problems] == ["website.strange"]
    assert "website" not in entry.values


@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_else(content):
    with contextlib.suppress(Unreadable):
        layout.look(content)


@given(st.binary(max_size=200), st.integers(0, 5_000))
def test_a_damaged_workbook_raises_nothing_else(noise, place):
    book = Workbook()
    book.active.append(["업체명", "전화"])
    book.active.append(["두레", 544621234])
    content = saved(book)
    with contextlib.suppress(Unreadable):
        layout.look(content[:place] + noise + content[place + len(noise) :])


CELL = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(dt.date(1900, 3, 1)),
)


@given(st.lists(st.lists(CELL, max_size=6), max_size=6))
def test_any_table_is_read(table):
    columns = dict(enumerate([Field.NAME, Field.NUMBER, Field.JOINED, Field.MOBILE, Field.EMAIL]))
    lines = [Line(n, tuple(cells)) for n, cells in enumerate(table, start=1)]

    found = entries.table(lines, heading=1, columns=columns)

    assert all(len(entry.values.get("mobile", "")) <= 20 for entry in found.entries)


@pytest.mark.parametrize("end", ["이하 여백", "- 이하여백 -", "끝.", "이상", "이상 끝"])
def test_the_end_of_a_list_is_no_member(end):
    table = layout.look(f"업체명,담당자\n가,나\n{end},\n이상,김이상\n".encode()).table

    assert [entry.values["name"] for entry in table.entries] == ["가", "이상"]
    assert [(left.why, left.text) for left in table.rows_left_out] == [("note", end)]


def test_a_ditto_mark_is_what_stands_above():
    text = "업체명,주소,담당자\n〃,,김영\n가나정밀,구미 1,김하나\n 〃,상동,이두리\n″,구미 2,〃\n"

    found = layout.look(text.encode()).table.entries

    assert [entry.values.get("name") for entry in found] == [None, *["가나정밀"] * 3]
    assert [entry.values.get("address") for entry in found] == [None, "구미 1", "구미 1", "구미 2"]
    assert [entry.values["person"] for entry in found][2:] == ["이두리", "이두리"]


@pytest.mark.parametrize(
    "content",
    [
        "<html><table>",
        "\ufeff\n<!DOCTYPE html>",
        '<?xml version="1.0"?><Workbook>',
        "<TABLE border=1>",
    ],
)
def test_a_web_page_named_like_a_workbook_is_told_so(content):
    with pytest.raises(Unreadable, match="web page under the name of a workbook"):
        reading.open_workbook(content.encode())


def test_a_huge_cell_makes_one_row_wrong_and_no_other():
    text = "업체명,주소\n큰정밀," + "가" * 400_000 + "\n" + "나" * 300_000 + ",구미\n다정밀,구미\n"

    big, long, plain = layout.look(text.encode()).table.entries

    assert [problem.code for problem in big.problems] == ["text.long.240"]
    assert [problem.code for problem in long.problems] == ["name.long"]
    assert plain.problems == []
