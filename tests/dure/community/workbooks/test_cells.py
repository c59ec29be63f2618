# ruff: noqa: DTZ001, PT017, RUF001 - the letters that look alike are what is tested
from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.community.organisations.models import OrganisationKind as Kind
from dure.community.organisations.models import Size
from dure.community.workbooks import cells, names, words
from dure.community.workbooks.cells import Doubtful
from dure.core.business_number import check_digit

ANYTHING = st.one_of(st.none(), st.text(), st.integers(), st.floats(allow_nan=False), st.dates())


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1012345678, "010-1234-5678"),
        (1012345678.0, "010-1234-5678"),
        ("1.012345678E9", "010-1234-5678"),
        ("010.1234.5678", "010-1234-5678"),
        ("０１０－１２３４－５６７８", "010-1234-5678"),
        ("+82-10-1234-5678", "010-1234-5678"),
        ("054)462-1234", "054-462-1234"),
        (544621234, "054-462-1234"),
        ("02-123-4567 / 010-1111-2222", "02-123-4567"),
        (212345678, "02-1234-5678"),
        ("054-462-1234(내선 12)", "054-462-1234"),
        ("1588-1234", "1588-1234"),
        ("0505-123-4567", "0505-123-4567"),
        ("70-1234-5678", "070-1234-5678"),
        ("+81 3 1234 5678", "+81312345678"),
    ],
)
def test_a_telephone_is_understood(cell, number):
    assert cells.telephone(cell) == number


@pytest.mark.parametrize(
    ("cell", "why"),
    [("462-1234", "incomplete"), ("없음", "strange"), ("+1", "strange"), ("010-12", "strange")],
)
def test_a_doubtful_telephone_is_told(cell, why):
    with pytest.raises(Doubtful, match=why):
        cells.telephone(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *("2012.3.5", "2012-03-05", "12/3/5", "2012년 3월 5일", "20120305", "120305", "'12.3.5"),
        *("2012. 3. 5.", "2012-03-05(월)", "2012-03-05 00:00:00", 20120305, 120305, 40973),
        *("40973", 40973.5, dt.date(2012, 3, 5), dt.datetime(2012, 3, 5, 9), "２０１２．３．５"),
    ],
)
def test_a_day_is_understood(cell):
    assert cells.day(cell) == dt.date(2012, 3, 5)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2012.3", dt.date(2012, 3, 1)),
        ("2012년 3월", dt.date(2012, 3, 1)),
        ("199912", dt.date(1999, 12, 1)),
        (2012, dt.date(2012, 1, 1)),
        ("2012년", dt.date(2012, 1, 1)),
        ("98.1.2", dt.date(1998, 1, 2)),
        ("'07.3", dt.date(2007, 3, 1)),
        ("\u201907. 3", dt.date(2007, 3, 1)),
    ],
)
def test_part_of_a_day_is_its_first(cell, day):
    assert cells.day(cell) == day


@pytest.mark.parametrize(
    "cell", ["", "어제", "2012.13.5", "2012-02-30", "9999", "201203", "07.3", 1, "1800-01-01"]
)
def test_what_is_no_day_is_told(cell):
    with pytest.raises(Doubtful):
        cells.day(cell)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day):
    written = [
        f"{day:%Y-%m-%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%y}/{day.month}/{day.day}",
        f"{day.year}년 {day.month}월 {day.day}일",
        int(f"{day:%Y%m%d}"),
    ]

    assert {cells.day(cell) for cell in written} == {day}


@given(st.integers(0, 999_999_999))
def test_a_business_number_is_the_same_however_it_is_written(n):
    first = f"{n:09}"
    number = first + check_digit(first)
    written = [number, f"{number[:3]}-{number[3:5]}-{number[5:]}", f" {number[:5]} {number[5:]} "]
    if not number.startswith("00"):
        written += [int(number), float(number)]

    assert {cells.business_number(cell) for cell in written} == {number}


@pytest.mark.parametrize(
    ("cell", "why"), [("123", "length"), ("1248100999", "check"), ("법인 1248100998", "letters")]
)
def test_a_doubtful_business_number_is_told(cell, why):
    with pytest.raises(Doubtful, match=why):
        cells.business_number(cell)


@given(ANYTHING)
def test_no_cell_raises_anything_else(cell):
    assert "\n" not in cells.text(cell)
    for read in (
        *(cells.telephone, cells.day, cells.business_number, cells.email, cells.website),
        *(words.kind, words.size),
    ):
        try:
            read(cell)
        except Doubtful as doubt:
            assert "." in str(doubt)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("기업", Kind.FIRM),
        ("산", Kind.FIRM),
        ("대학교", Kind.UNIVERSITY),
        ("연구기관", Kind.INSTITUTE),
        ("지원기관", Kind.AGENCY),
        ("지자체", Kind.GOVERNMENT),
        ("university", Kind.UNIVERSITY),
        ("유관 단체", Kind.AGENCY),
    ],
)
def test_a_kind_is_understood(said, kind):
    assert words.kind(said) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("금오공과대학교", Kind.UNIVERSITY),
        ("한국전자기술연구원", Kind.INSTITUTE),
        ("구미시청", Kind.GOVERNMENT),
        ("경북테크노파크", Kind.AGENCY),
        ("(주)대학", Kind.FIRM),
        ("두레정밀", Kind.FIRM),
    ],
)
def test_a_name_tells_the_kind(name, kind):
    assert words.kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("said", "size"), [("대기업", Size.LARGE), ("중견기업", Size.MID_SIZE), ("small", Size.SMALL)]
)
def test_a_size_is_understood(said, size):
    assert words.size(said) == size


@pytest.mark.parametrize(
    "name",
    ["(주)두레정밀", "주식회사 두레정밀", "두레 정밀㈜", "두레정밀 주식회사", "（주）두레정밀"],
)
def test_a_legal_form_makes_no_other_name(name):
    assert names.name_key(name) == "두레정밀"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("두레정밀", "두래정밀", True),
        ("두레정밀", "두레정밀공업", False),
        ("두레정밀", "두레정", True),
        ("두레1", "두레2", False),
        ("두레", "두래", False),
        ("두레정밀", "두레정밀", False),
    ],
)
def test_names_that_resemble_each_other(one, other, alike):
    assert names.resemble(one, other) is alike


@given(st.text(max_size=12), st.text(max_size=12))
def test_resembling_names_share_a_slip(one, other):
    if names.resemble(one, other):
        assert names.slips(one) & names.slips(other)


def test_addresses_are_compared_without_their_dress():
    assert names.address_key("39253 경상북도 구미시 공단로 12-3 (공단동)") == names.address_key(
        "경북 구미시  공단로 12-3"
    )
    assert names.address_key("공단로 12-3") != names.address_key("공단로 123")
