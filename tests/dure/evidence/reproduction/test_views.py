from __future__ import annotations

import datetime as dt
import sys
from io import BytesIO

import openpyxl
import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from dure.community.models import Membership
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

    assert "133 figures of the paper agree, 11 do not, 65 cannot be compared" in page
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


def test_page_begins_with_what_differs(case, reader):
    response = reader.get(reverse("reproduction"))

    found = response.context["differences"]
    assert len(found) == 11
    assert (found[0].row, found[0].column) == ("Transport equipment", "Firms, %")
    assert (found[0].published, found[0].computed) == ("1.0", "1.1")
    assert not reader.get(reverse("reproduction"), {"show": "open"}).context["differences"]


def test_a_table_is_laid_out_as_the_paper_prints_it(case, reader):
    (table,) = reader.get(reverse("reproduction"), {"table": "table 3"}).context["tables"]

    (matrix,) = table.matrices
    assert matrix.columns == ["Firms", "Production", "Exports", "Employment"]
    assert [name for name, _figures in matrix.rows] == [str(y) for y in range(2007, 2013)]
    assert (table.agree, table.kept, table.differ, table.open) == (3, 21, 0, 0)
    assert table.single == []


def test_each_note_is_printed_once_with_its_number(case, reader):
    (table,) = reader.get(reverse("reproduction"), {"table": "table 5"}).context["tables"]

    figures = [one for matrix in table.matrices for _name, row in matrix.rows for one in row]
    assert len(table.notes) == len(set(table.notes)) > 0
    for one in [*figures, *table.single]:
        assert (table.notes[one.note - 1] if one.note else "") == one.row.line.note


def test_the_chart_shows_a_pair_only_where_it_differs(case, reader):
    alike = reader.get(reverse("reproduction")).context["members"]
    Membership.objects.filter(ends_on=dt.date(2013, 1, 1)).first().delete()

    unlike = reader.get(reverse("reproduction")).context["members"]

    assert [len(chart.series) for chart in (alike, unlike)] == [1, 2]


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


def test_page_costs_nine_queries(case, reader, django_assert_num_queries):
    # session, account, standing; complex, groups, memberships, figures, outcomes, descents
    with django_assert_num_queries(9):
        reader.get(reverse("reproduction"))


def test_workbook_holds_numbers_and_notes(case, reader):
    response = reader.get(reverse("reproduction-export"))

    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 275
    assert rows[1][:6] == (
        "Table 3. The complex, 2007-2012",
        "2007",
        "Firms",
        1018,
        1018,
        "only kept",
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


def test_words_have_room_in_a_table_of_figures(case, reader):
    response = reader.get(reverse("reproduction"), {"table": "table 8"})

    (table,) = response.context["tables"]
    wordy = [matrix for matrix in table.matrices if matrix.has_words]
    assert wordy
    assert {name for matrix in wordy for name, is_words in matrix.headings if is_words} >= {
        "Legal form",
        "Grew out of",
    }
    page = response.content.decode()
    assert "matrix wordy" in page
    assert '<td class="words' in page


def test_the_page_says_where_the_press_of_the_time_stands(case, reader):
    page = reader.get(reverse("reproduction")).content.decode()

    assert "What the press of the time reported is no figure of the paper" in page
    assert f"{reverse('statistic-list')}?measure=activities" in page
