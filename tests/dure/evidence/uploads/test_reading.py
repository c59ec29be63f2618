"""Words, units, years and numbers as official tables write them, and what is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from dure.evidence.models import Source
from dure.evidence.statistics.models import COUNTED_IN, Measure, Unit
from dure.evidence.uploads import queries, reading, vocabulary
from dure.evidence.uploads.reading import Unreadable
from tests.dure.evidence.uploads.test_uploads import csv, received, workbook, written
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db
NEXT = timezone.localdate().year + 1


@pytest.fixture(autouse=True)
def _english(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.coordinator)
    return client


def read(cast, **said):
    said = {"year": "2012", "measure": "firms", "value": "1"} | said
    (row,) = queries.rows(received(cast, workbook([list(said), list(said.values())])))
    return row


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("기업 수", "firms"),
        ("업체수", "firms"),
        ("입주 업체", "firms"),
        ("입주기업", "firms"),
        ("가동업체", "firms"),
        ("생산", "production"),
        ("생 산 액", "production"),
        ("수출액", "exports"),
        ("고용인원", "employment"),
        ("고용", "employment"),
        ("종업원 수", "employment"),
        ("종사자수", "employment"),
        ("Number of firms", "firms"),
        ("Employees", "employment"),
        ("OUTPUT", "production"),
    ],
)
def test_the_usual_words_are_known_in_any_spacing(cast, word, measure):
    assert read(cast, measure=word).figure.measure == measure


@pytest.mark.parametrize(
    ("word", "coverage"),
    [("가동업체", "operating"), ("입주업체", "resident"), ("업체수", "resident")],
)
def test_a_word_may_say_which_firms(cast, word, coverage):
    assert read(cast, measure=word).figure.coverage == coverage


def test_a_word_and_a_coverage_that_contradict_each_other_are_refused(cast):
    row = read(cast, measure="가동업체", coverage="resident")

    assert row.reason == "“가동업체” means “Operating”, the coverage says otherwise."


@pytest.mark.parametrize(
    ("measure", "unit", "value", "kept"),
    [
        ("생산액", "백만원", "75,547,900", "755479"),
        ("생산액", "조 원", "75.5479", "755479"),
        ("생산액", "억원", "755479", "755479"),
        ("생산액", "million KRW", "75547912", "755479.12"),
        ("생산액(백만원)", "", "75,547,900", "755479"),
        ("수출액", "천달러", "31,601,234", "31601.234"),
        ("수출액", "백만불", "31601", "31601"),
        ("exports", "US$ million", "31601", "31601"),
        ("면적", "㎡", "22640000", "22640"),
        ("고용", "천명", "1.5", "1500"),
        ("고용", "명", "89,120", "89120"),
        ("업체수", "개사", "1757", "1757"),
        ("dues", "만원", "400", "4000000"),
    ],
)
def test_units_are_converted_exactly(cast, measure, unit, value, kept):
    row = read(cast, measure=measure, unit=unit, value=value)

    assert row.reason == ""
    assert row.figure.value == Decimal(kept)
    assert row.figure.unit == COUNTED_IN[Measure(row.figure.measure)]


@pytest.mark.parametrize("measure", list(Measure))
def test_every_unit_of_a_measure_is_a_power_of_ten_of_its_own(measure):
    known, own = vocabulary.MEASURED.get(COUNTED_IN[measure], ({}, 0))

    for unit, power in known.items():
        assert vocabulary.factor(unit, measure) == Decimal(10) ** (power - own)
    for label in ("ko", "en"):
        with translation.override(label):
            name = str(Unit(COUNTED_IN[measure]).label)
        assert vocabulary.factor(name, measure) in {None, Decimal(1)}


def test_the_preview_says_what_was_converted_and_understood(officer, cast):
    upload = received(
        cast, csv("연도,지표,단위,값\n2013년,생산액,백만원,75547900\n2012년,profit,,1\n")
    )

    page = officer.get(reverse("upload-page", args=[upload.pk])).content.decode()

    assert "in the file 75547900 백만원" in page
    assert "755,479" in page
    assert 'data-label="Year">2013</td>' in page
    assert 'data-label="Year">2012</td>' in page


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2013", 2013),
        ("2013년", 2013),
        ("2013 년도", 2013),
        ("'13", 2013),
        ("’98", 1998),  # noqa: RUF001
        ("2013.12", 2013),
        ("2013. 12.", 2013),
        ("2013년 12월", 2013),
        ("2013년 12월 31일", 2013),
        ("2013-12-31", 2013),
        ("2013년말", 2013),
        ("FY2013", 2013),
        ("FY 2013", 2013),
        (str(NEXT), NEXT),
    ],
)
def test_years_are_read_as_they_are_written(text, year):
    assert reading.year(text) == year


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (str(NEXT + 1), "in the future"),
        ("2199년", "in the future"),
        ("1899", "is no year"),
        ("201312", "is no year"),
        ("2013.13", "is no year"),
        ("13", "is no year"),
        ("2005-2008", "is no year"),
        ("", "is no year"),
    ],
)
def test_what_is_no_year_is_refused(text, reason):
    with pytest.raises(Unreadable, match=reason):
        reading.year(text)


def test_a_date_of_a_workbook_is_its_year(cast):
    assert read(cast, year=dt.datetime(2013, 12, 31)).year == "2013"  # noqa: DTZ001  (as Excel has it)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"value": "1.5"}, "“1.5”: these are counted in whole numbers (firms)."),
        ({"measure": "고용", "value": "0.5"}, "counted in whole numbers (persons)"),
        ({"value": "12,34"}, "a comma parts thousands"),
        ({"value": "1,2345"}, "a comma parts thousands"),
        ({"value": "1,757,00"}, "a comma parts thousands"),
        ({"measure": "생산", "unit": "원", "value": "7554"}, "more than three decimals"),
        ({"measure": "생산", "unit": "천달러"}, "is no word for “unit”"),
        ({"value": "1e40"}, "no number that can be"),
    ],
)
def test_impossible_figures_are_refused_in_a_sentence(cast, said, reason):
    row = read(cast, **said)

    assert row.verdict == "error"
    assert reason in row.reason


def test_a_formula_without_a_value_says_what_to_do(cast):
    row = read(cast, value="=SUM(B1:B9)")

    assert "“=SUM(B1:B9)” is a formula without a value. Open the file in Excel" in row.reason


def test_what_a_synthetic_file_writes_is_marked(officer, cast):
    content = csv("year,measure,value\n2012,firms,1757\n")
    form = {"complex": cast.complex.pk, "source": "Practice", "is_synthetic": "on"}

    address = officer.post(reverse("upload-add"), form | {"content": content}).url
    page = officer.get(address).content.decode()
    officer.post(f"{address}write/")

    assert "pill synthetic" in page
    assert Source.objects.get(citation="Practice").is_synthetic


def test_what_a_synthetic_complex_is_given_is_synthetic(cast):
    cast.complex.is_synthetic = True
    cast.complex.save()

    written(cast, csv("year,measure,value\n2012,firms,1757\n"), source="Practice")

    assert Source.objects.get().is_synthetic


def test_a_real_source_takes_no_synthetic_figures(officer, cast):
    SourceFactory(citation="KICOX 2013")
    content = csv("year,measure,value\n2012,firms,1757\n")
    form = {"complex": cast.complex.pk, "source": "KICOX 2013", "is_synthetic": "on"}

    response = officer.post(reverse("upload-add"), form | {"content": content})

    assert response.status_code == 422
    assert "Give synthetic figures another source." in response.content.decode()
