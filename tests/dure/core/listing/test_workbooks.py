from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.http import QueryDict
from openpyxl import Workbook, load_workbook

from dure.community.models import Organisation, Tag
from dure.core.errors import RuleBroken
from dure.core.listing import http, workbooks
from dure.core.listing.lists import Column, Listing
from tests.factories import NOON, OrganisationFactory, TagFactory

pytestmark = pytest.mark.django_db


def written(value):
    """The cell as somebody opens it in Excel."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([workbooks.cell(sheet, value)])
    file = BytesIO()
    book.save(file)
    return load_workbook(file).active["A1"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+82 54 123", "-", "@SUM(A1)", "\t=1", "#N/A", "01012345678", "2012-03-04"]
)
def test_what_somebody_typed_is_text(text):
    cell = written(text)

    assert cell.data_type == "s"
    assert cell.value == text


@pytest.mark.parametrize("text", ["=1+1", "+82", "-1", "@A1"])
def test_text_that_looks_like_a_formula_stays_text_when_edited(text):
    assert written(text).quotePrefix


@pytest.mark.parametrize(
    ("value", "expected", "form"),
    [
        (12345, 12345, "#,##0"),
        (Decimal("1.5"), 1.5, "#,##0.###"),
        (dt.date(2012, 3, 4), dt.datetime(2012, 3, 4), "yyyy-mm-dd"),  # noqa: DTZ001
        (NOON, dt.datetime(2026, 3, 2, 12, 0), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
        (dt.datetime(2012, 3, 4, 5, 6), dt.datetime(2012, 3, 4, 5, 6), "yyyy-mm-dd hh:mm"),  # noqa: DTZ001
    ],
)
def test_numbers_and_dates_keep_their_type(value, expected, form):
    cell = written(value)

    assert cell.value == expected
    assert cell.number_format == form


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, None), ("", None), (True, "Yes"), (False, "No"), ("a\x00\x0bb", "ab")],
)
def test_other_values(value, expected):
    assert written(value).value == expected


def test_longest_text_is_cut_where_excel_would_refuse_it():
    assert len(written("가" * 40_000).value) == 32_767


def listed(model=Organisation, title="Organisations: all/of\\them in a title too long for Excel"):
    listing = Listing(title, columns=[Column("name", "Name", str, order=("pk",))])
    return listing.read(model.objects.all(), query=QueryDict(), reader=None)


def test_workbook_has_a_heading_the_rows_and_the_mark_of_what_is_invented():
    OrganisationFactory(name_ko="가")
    OrganisationFactory(name_ko="=나", is_synthetic=True)

    sheet = load_workbook(workbooks.write(listed())).active

    assert list(sheet.values) == [("Name", "Synthetic"), ("가", None), ("=나", "synthetic")]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "Organisations  all of them in a"


def test_workbook_of_what_cannot_be_invented_has_no_such_column():
    TagFactory(name="사출")

    assert list(load_workbook(workbooks.write(listed(Tag))).active.values) == [("Name",), ("사출",)]


def test_workbook_refuses_more_rows_than_it_holds(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    OrganisationFactory.create_batch(2)

    with pytest.raises(RuleBroken, match="Set a filter first"):
        workbooks.write(listed())


def test_response_is_saved_and_kept_by_nobody():
    response = http.workbook(listed(title="기관"))

    assert response["Content-Type"] == http.EXCEL
    assert response["Cache-Control"] == "private, no-store"
    assert "attachment" in response["Content-Disposition"]
    assert load_workbook(BytesIO(b"".join(response.streaming_content)))
