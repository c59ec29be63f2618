from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from dure.evidence.statistics.models import Observation, SizeBand
from dure.evidence.uploads import exports, queries
from dure.evidence.uploads.vocabulary import Words, squeezed
from tests.dure.evidence.uploads.test_uploads import csv, received, verdicts, workbook, written
from tests.factories import StatisticalIndustryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.coordinator)
    return client


def test_the_template_can_be_uploaded_as_it_is(officer, cast):
    response = officer.get(reverse("upload-template"))

    upload = received(cast, SimpleUploadedFile("figures.xlsx", response.content))

    assert verdicts(upload) == ["new"]


@pytest.mark.parametrize(("language", "name"), [("en", "Machinery"), ("ko", "기계")])
def test_the_template_has_its_words_in_the_language_of_the_reader(officer, cast, language, name):
    StatisticalIndustryFactory(name_ko="기계", name_en="Machinery")
    cast.coordinator.language = language
    cast.coordinator.save()

    content = officer.get(reverse("upload-template")).content

    _figures, words = openpyxl.load_workbook(BytesIO(content)).worksheets
    assert name in [value for row in words.values for value in row]


@pytest.mark.parametrize("written_in", ["en", "ko"])
@pytest.mark.parametrize("read_in", ["en", "ko"])
def test_every_word_of_the_template_is_read_back(cast, written_in, read_in):
    StatisticalIndustryFactory(name_ko="기계", name_en="Machinery")
    with translation.override(written_in):
        book = openpyxl.load_workbook(BytesIO(exports.template()))
    figures, words = book.worksheets
    headings = [cell.value for cell in figures[1]]
    example = dict(zip(headings, [cell.value for cell in figures[2]], strict=True))
    _year, measure, unit, *_rest = headings
    said = [(heading, word) for heading, *known in words.values for word in known if word]
    rows = [
        example | ({unit: ""} if heading == measure else {}) | {heading: word, headings[0]: year}
        for year, (heading, word) in enumerate(said, start=1950)
        if heading != unit
    ]

    with translation.override(read_in):
        content = workbook([headings, *([row[key] for key in headings] for row in rows)])
        found = queries.rows(received(cast, content))

    assert [row.reason for row in found if not row.figure] == []
    assert {row.figure.size_band for row in found} == set(SizeBand.values)
    assert {squeezed(word) for heading, word in said if heading == unit} <= set(Words().units)


def test_the_preview_says_in_korean_what_the_file_says_in_codes(officer, cast):
    cast.coordinator.language = "ko"
    cast.coordinator.save()
    text = "year,measure,value,unit,size\n2012,firms,3.1,percent,large\n2011,profit,1,,large\n"
    upload = received(cast, csv(text))

    new, wrong = sorted(queries.rows(upload), key=lambda row: row.number)
    page = officer.get(reverse("upload-page", args=[upload.pk])).content.decode()

    assert "입주(계약) · 대기업" in page
    assert "기업 수<small>%</small>" in page
    assert "“profit”은(는) “지표” 칸에 쓰는 낱말이 아닙니다." in page
    assert "3.1" in page
    assert (new.value, new.before) == ("3.1", "")
    assert (wrong.measure, wrong.unit, wrong.of_what, wrong.value) == ("profit", "", "large", "1")


def test_a_correction_shows_what_it_replaces(cast):
    written(cast, csv("year,measure,value\n2012,firms,1757\n"))

    (row,) = queries.rows(received(cast, csv("year,measure,value\n2012,firms,1758\n")))

    assert (row.before, row.value) == ("1,757", "1,758")


@pytest.mark.parametrize(
    "row",
    [
        ["first year,year,measure,value,precision", "2005,2008,activities,2023,order of magnitude"],
        ["시작 연도,연도,지표,값,정밀도", "2005년,2008년,activities,2023,어림수"],
    ],
)
def test_a_sum_over_years_is_uploaded_as_such(cast, officer, row):
    upload = received(cast, csv("\n".join(row)))

    (read,) = queries.rows(upload)
    page = officer.get(reverse("upload-page", args=[upload.pk])).content.decode()
    written(cast, csv("\n".join(row)))

    assert read.figure.period == "2005-2008"
    assert "2005-2008" in page
    figure = Observation.objects.get()
    assert (figure.first_year, figure.is_order_of_magnitude) == (2005, True)
    assert verdicts(received(cast, csv("\n".join(row)))) == ["same"]


@pytest.mark.parametrize(("first", "known"), [("2008", True), ("2009", False)])
def test_a_period_of_one_year_is_a_year_and_of_none_an_error(cast, first, known):
    text = f"first year,year,measure,value\n{first},2008,firms,1"

    (row,) = queries.rows(received(cast, csv(text)))

    assert bool(row.figure) == known
    assert row.reason == ("" if known else "A period begins before its last year.")
