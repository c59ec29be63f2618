from __future__ import annotations

import sys
from io import BytesIO

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from dure.evidence.reproduction import comparison, labels
from dure.evidence.reproduction.published import printed
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ADDRESSES = ["reproduction", "reproduction-export", "reproduction-document"]


@pytest.fixture
def reader(client):
    client.force_login(UserFactory(language="en"))
    return client


def test_page_shows_each_figure_beside_the_computed_one(case, reader):
    page = reader.get(reverse("reproduction")).content.decode()

    assert "172 figures of the paper agree, 11 do not" in page
    assert "They were divided by 1,442, while the printed counts sum to 1,422." in page
    assert 'role="img"' in page


def test_page_shows_one_table_and_what_differs(case, reader):
    response = reader.get(reverse("reproduction"), {"table": "table 5", "show": "differ"})

    (table,) = response.context["tables"]
    assert [row.row for row in table.rows] == [
        "Operating: Under 50 employees",
        "Operating: 50-99 employees",
        "Operating: 300-999 employees",
    ]


@pytest.mark.parametrize("query", [{"table": "table 9"}, {"table": "table 3", "show": "differ"}])
def test_page_says_when_nothing_matches(case, reader, query):
    assert "Nothing matches" in reader.get(reverse("reproduction"), query).content.decode()


def test_page_says_what_to_do_without_the_case(reader):
    assert "The Gumi case is not loaded" in reader.get(reverse("reproduction")).content.decode()


@pytest.mark.parametrize("name", ADDRESSES[1:])
def test_there_is_no_file_without_the_case(reader, name):
    assert reader.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_is_not_signed_in_is_sent_to_the_log_in(client, name):
    assert client.get(reverse(name)).status_code == 302


def test_page_costs_eight_queries(case, reader, django_assert_num_queries):
    # session, account, standing; complex, groups, memberships, figures, outcomes
    with django_assert_num_queries(8):
        reader.get(reverse("reproduction"))


def test_workbook_holds_numbers_and_notes(case, reader):
    response = reader.get(reverse("reproduction-export"))

    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 252
    assert rows[1][:6] == (
        "Table 3. The complex, 2007-2012",
        "2007",
        "Firms",
        1018,
        1018,
        "agrees",
    )


@pytest.mark.libpango
def test_pdf_holds_text_that_can_be_read(case, client):
    client.force_login(UserFactory(language="ko"))

    response = client.get(reverse("reproduction-document"))

    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(response.content)).pages)
    assert "음식료" in text
    assert "75.8" in text


def test_without_libpango_there_is_a_sentence_instead_of_a_pdf(case, reader, monkeypatch):
    class Missing:
        def find_spec(self, name, *rest):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])

    response = reader.get(reverse("reproduction-document"))

    assert response.status_code == 409
    assert "PDF files need libpango" in response.content.decode()


def test_every_row_and_column_has_words():
    with translation.override("en"):
        for cell in printed():
            assert cell.column.isdigit() or labels.column(cell.column) != cell.column, cell
            assert labels.row(cell.row)[0].isupper() or cell.row[0].isdigit(), cell
    assert labels.TABLES.keys() == set(comparison.TABLES)
