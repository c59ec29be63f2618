"""Nothing of a workbook disappears unseen: rows taken for no member's are shown."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from dure.community.import_rows import actions as rows
from dure.community.import_rows.models import Status
from dure.community.imports import actions
from tests.factories import NOON

from . import workbooks
from .conftest import DAY, work

pytestmark = pytest.mark.django_db(transaction=True)
BOOK = "업체명,담당자\n가나정밀,김하나\n소계,1개사\n업체명,담당자\n※ 문의는 사무국으로,\n"


def test_rows_taken_for_no_members_are_shown(bring, client, cast):
    source = bring(workbooks.workbook([workbooks.member(0)]))
    assert source.rows_left_out == [[6, "total", "합 계 1개사"]]

    cast.coordinator.language = "ko"
    cast.coordinator.save()
    client.force_login(cast.coordinator)
    page = client.get(reverse("import-page", args=[source.pk])).content.decode()
    assert "<details><summary>" in page
    assert "합 계 1개사" in page
    assert "합계 행" in page


def test_each_says_what_it_was_taken_for(bring, client, cast):
    source = bring(BOOK.encode(), "members.csv")

    client.force_login(cast.coordinator)
    with translation.override("en"):
        page = workbooks.words_of(client.get(reverse("import-page", args=[source.pk])))

    assert [row[:2] for row in source.rows_left_out] == [[3, "total"], [4, "heading"], [5, "note"]]
    for said in ("totals", "repeated heading", "note", "소계 1개사", "※ 문의는 사무국으로"):
        assert said in page


def test_of_very_many_the_first_are_shown(bring, client, cast, monkeypatch):
    monkeypatch.setattr(rows, "MOST_LEFT_OUT", 2)
    source = bring(BOOK.encode(), "members.csv")

    client.force_login(cast.coordinator)
    page = client.get(reverse("import-page", args=[source.pk])).content.decode()

    assert len(source.rows_left_out) == 2
    assert "And 1 more" in page


def test_read_again_in_vain_shows_none_of_them(bring, cast):
    source = bring(BOOK.encode(), "members.csv")
    source.file.path.write_bytes(b"")

    actions.read_again(
        source=source, group=None, starts_on=DAY, sheet=0, heading=None, columns=None,
        by=cast.coordinator, at=NOON,
    )  # fmt: skip
    work()

    source.refresh_from_db()
    assert (source.status, source.left_out, source.rows_left_out) == (Status.UNREADABLE, {}, [])


def test_without_headings_the_first_row_is_a_members_too(bring, client, cast):
    source = bring("가나정밀,김가나\n다라정밀,이다라\n".encode(), "members.csv")
    client.force_login(cast.coordinator)

    said = {"sheet": 0, "heading": 0, "starts_on": DAY, "column_0": "name", "column_1": "person"}
    client.post(reverse("import-columns", args=[source.pk]), said)
    work()

    names = [row.values["name"] for row in source.rows.order_by("number")]
    assert names == ["가나정밀", "다라정밀"]
    page = client.get(reverse("import-columns", args=[source.pk])).content.decode()
    assert 'name="heading" value="0"' in page
