from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from django.utils import translation

from dure.core.errors import RuleBroken
from dure.evidence.uploads import sheets


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\xfa", "neither UTF-8 nor CP949"),
        (b"year,measure,value\n2012,firms," + b"1" * 200_000, "This CSV file cannot be read"),
        (b"a,b\n" * 30, "No row has the headings"),
        (b"", "No row has the headings"),
    ],
)
def test_a_text_that_is_no_table_is_refused(file, content, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        sheets.read(file(content), is_workbook=False)


def test_what_is_no_workbook_is_refused(file):
    with pytest.raises(RuleBroken, match="This Excel file cannot be read"):
        sheets.read(file(b"no workbook"), is_workbook=True)


def test_a_workbook_without_a_sheet_is_refused(file, monkeypatch):
    class Empty:
        worksheets = ()

        def close(self):
            pass

    monkeypatch.setattr(sheets, "load_workbook", lambda *_args, **_options: Empty())

    with pytest.raises(RuleBroken, match="has no sheet"):
        sheets.read(file(b"charts only"), is_workbook=True)


def test_dates_and_numbers_of_a_workbook_are_read_as_they_look(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["연도", "지표", "값"])
    new_year = dt.datetime(2012, 1, 1)  # noqa: DTZ001  (as Excel has it)
    book.active.append([new_year, "firms", 1757.0])
    book.active.append([2011, "firms", 0.5])
    book.save(tmp_path / "file")

    found = sheets.read(tmp_path / "file", is_workbook=True)

    assert [row for _, row in found] == [
        {"year": "2012", "measure": "firms", "value": "1757"},
        {"year": "2011", "measure": "firms", "value": "0.5"},
    ]


def test_a_short_row_lacks_its_last_cells(file):
    found = sheets.read(file(b"year,measure,value,note\n2012,firms,1\n"), is_workbook=False)

    assert found == [(2, {"year": "2012", "measure": "firms", "value": "1"})]
