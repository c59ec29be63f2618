from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertNotContains

from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from dure.core.files.models import File
from dure.evidence.models import Observation, Upload, UploadStatus
from dure.evidence.uploads import actions, queries, sheets
from tests.factories import NOON, ObservationFactory, StatisticalIndustryFactory, UserFactory

pytestmark = pytest.mark.django_db

KOREAN = """구미국가산업단지 통계,,,,
,,,,
연도,지표,업종,값,비고
2010년,업체,섬유의복,"91",
2010,업체,기계,506,잠정
2010,고용,,"73,138",
"""


@pytest.fixture(autouse=True)
def _english(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def industries():
    return [StatisticalIndustryFactory(name_ko=name) for name in ("섬유의복", "기계")]


def csv(text, encoding="utf-8", name="figures.csv"):
    return SimpleUploadedFile(name, text.encode(encoding))


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("figures.xlsx", file.getvalue())


def received(cast, content, source="KICOX 2011"):
    return actions.receive(
        complex=cast.complex, source=source, content=content, by=cast.coordinator, at=NOON
    )


def written(cast, content, **more):
    upload = received(cast, content, **more)
    return actions.write(upload=upload, by=cast.coordinator, at=NOON)


def verdicts(upload):
    return [row.verdict.value for row in queries.rows(upload)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_korean_file_is_read(cast, industries, encoding):
    korean = KOREAN.replace("업체", "firms").replace("고용", "employment")

    upload = received(cast, csv(korean, encoding))

    assert verdicts(upload) == ["new", "new", "new"]
    assert not Observation.objects.exists()


def test_a_workbook_is_read(cast):
    upload = received(
        cast,
        workbook([["title"], ["Year", "Measure", "Value"], [2012, "Exports", 31601.0], [None] * 3]),
    )

    (row,) = queries.rows(upload)
    assert (row.number, row.figure.value, row.figure.unit) == (3, Decimal(31601), "million_usd")


def test_write_records_and_says_who_did(cast):
    upload = written(cast, csv("year,measure,value\n2012,firms,1757\n2011,firms,1559\n"))

    assert set(Observation.objects.values_list("year", "value")) == {(2012, 1757), (2011, 1559)}
    assert upload.status == UploadStatus.WRITTEN
    event = AuditEvent.objects.get(action="upload.written")
    assert (event.done_by, event.details) == (cast.coordinator, {"n": 2})


def test_the_same_file_twice_changes_nothing(cast):
    text = "year,measure,value\n2012,firms,1757\n"
    written(cast, csv(text))

    again = received(cast, csv(text))

    assert verdicts(again) == ["same"]
    assert actions.write(upload=again, by=cast.coordinator, at=NOON).effects == []
    assert Observation.objects.count() == 1


def test_writing_twice_is_writing_once(cast):
    upload = written(cast, csv("year,measure,value\n2012,firms,1757\n"))

    actions.write(upload=upload, by=cast.coordinator, at=NOON)

    assert AuditEvent.objects.filter(action="upload.written").count() == 1


def test_another_value_is_a_correction_and_can_be_undone(cast):
    written(cast, csv("year,measure,value\n2012,firms,1757\n"))
    second = written(cast, csv("year,measure,value\n2012,firms,1758\n2011,firms,1\n"))
    assert Observation.objects.get(year=2012).value == 1758

    actions.undo(upload=second, by=cast.coordinator, at=NOON)
    actions.undo(upload=second, by=cast.coordinator, at=NOON)

    assert list(Observation.objects.values_list("year", "value")) == [(2012, 1757)]
    assert AuditEvent.objects.filter(action="upload.undone").count() == 1


def test_what_was_changed_since_is_not_undone(cast):
    upload = written(cast, csv("year,measure,value\n2012,firms,1757\n"))
    Observation.objects.update(value=5)

    with pytest.raises(RuleBroken, match="changed since"):
        actions.undo(upload=upload, by=cast.coordinator, at=NOON)


def test_what_was_undone_is_not_written_again(cast):
    upload = written(cast, csv("year,measure,value\n2012,firms,1757\n"))
    actions.undo(upload=upload, by=cast.coordinator, at=NOON)

    with pytest.raises(RuleBroken, match="was undone"):
        actions.write(upload=upload, by=cast.coordinator, at=NOON)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("twelve,firms,1,,", "“twelve” is no year"),
        ("2012,profit,1,,", "“profit” is no word for “measure”"),
        ("2012,,1,,", "“measure” is empty"),
        ("2012,firms,many,,", "“many” is no number"),
        ("2012,firms,-1,,", "no number that can be"),
        ("2012,firms,NaN,,", "no number that can be"),
        ("2012,firms,1.2345,,", "at most three decimals"),
        ("2012,firms,101,%,", "more than the whole"),
        ("2012,firms,1,persons,", "are not counted in this unit"),
        ("2012,firms,1,,우주산업", "called “우주산업”"),
        ("2012,firms,=1+1,,", "“=1+1” is a formula without a value"),
    ],
)
def test_a_row_in_error_says_why_and_nothing_is_written(cast, line, reason):
    upload = received(cast, csv(f"year,measure,value,unit,industry\n2011,firms,1,,\n{line}\n"))

    row = queries.rows(upload)[1]
    assert row.verdict == "error"
    assert reason in row.reason
    with pytest.raises(RuleBroken, match="Correct the rows in error first"):
        actions.write(upload=upload, by=cast.coordinator, at=NOON)
    assert not Observation.objects.exists()


def test_a_figure_twice_in_one_file_is_an_error(cast):
    upload = received(cast, csv("year,measure,value\n2012,firms,1\n2012,firms,2\n"))

    assert "Row 2 gives this figure already." in queries.rows(upload)[1].reason


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (csv("name,telephone\n김,010\n"), "No row has the headings"),
        (csv("\n" * 30), "No row has the headings|empty"),
        (csv("year,measure,value\n"), "Below the headings there is no row"),
        (SimpleUploadedFile("f.xlsx", bytes(range(256)) * 20), "."),
        (SimpleUploadedFile("f.csv", b"\xff\xfe\xfa" * 50), "."),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(cast, content, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        received(cast, content)

    assert not Upload.objects.exists()
    assert not File.objects.exists()


def test_too_many_rows_are_refused(cast, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)

    with pytest.raises(RuleBroken, match="More than 1 rows"):
        received(cast, csv("year,measure,value\n2012,firms,1\n2011,firms,2\n"))


def test_another_source_may_say_otherwise(cast):
    ObservationFactory(complex=cast.complex, year=2012, value=1700)

    assert verdicts(received(cast, csv("year,measure,value\n2012,firms,1757\n"))) == ["new"]


# Pages


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.coordinator)
    return client


def test_from_file_to_figures_and_back(officer, cast):
    content = csv("year,measure,value\n2012,firms,1757\n")
    response = officer.post(
        reverse("upload-add"),
        {"complex": cast.complex.pk, "source": "KICOX 2013", "content": content},
    )
    upload = Upload.objects.get()
    assert response.url == reverse("upload-page", args=[upload.pk])
    assert "1 new, 0 corrections, 0 as they are." in officer.get(response.url).content.decode()

    officer.post(reverse("upload-write", args=[upload.pk]))
    assert Observation.objects.get().value == 1757
    assert "1 figure was written." in officer.get(response.url).content.decode()

    officer.post(reverse("upload-undo", args=[upload.pk]))
    assert not Observation.objects.exists()
    assert officer.get(response.url).status_code == 200


def test_the_preview_shows_errors_first(officer, cast):
    upload = received(cast, csv("year,measure,value\n2012,firms,1\n2012,firms,x\n"))

    response = officer.get(reverse("upload-page", args=[upload.pk]))

    assert [row.verdict for row in response.context["rows"]] == ["error", "new"]
    assert "1 row is in error." in response.content.decode()


def test_a_file_that_cannot_be_read_comes_back_with_the_form(officer, cast):
    response = officer.post(
        reverse("upload-add"),
        {"complex": cast.complex.pk, "source": "KICOX", "content": csv("nothing\n")},
    )

    assert response.status_code == 422
    assert "No row has the headings" in response.content.decode()


def test_an_auditor_reads_an_upload_and_writes_nothing(client, cast):
    upload = received(cast, csv("year,measure,value\n2012,firms,1757\n"))
    client.force_login(cast.auditor)

    assertNotContains(
        client.get(reverse("upload-page", args=[upload.pk])),
        reverse("upload-write", args=[upload.pk]),
    )
    assert client.post(reverse("upload-write", args=[upload.pk])).status_code == 404
    assert not Observation.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "other_coordinator", "member"])
def test_an_upload_is_not_found_for_others(client, cast, who):
    upload = received(cast, csv("year,measure,value\n2012,firms,1757\n"))
    client.force_login(cast.everyone()[who])

    assert client.get(reverse("upload-page", args=[upload.pk])).status_code == 404
    assert client.post(reverse("upload-write", args=[upload.pk])).status_code == 404
    assert not Observation.objects.exists()


@pytest.mark.parametrize("name", ["upload-add", "upload-template"])
def test_who_changes_no_complex_uploads_nothing(client, name):
    client.force_login(UserFactory())

    assert client.get(reverse(name)).status_code == 404
