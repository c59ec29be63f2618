"""Sums over several years and orders of magnitude."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import translation

from dure.evidence.models import Observation, Source
from tests.factories import (
    ComplexFactory,
    ObservationFactory,
    SourceFactory,
    StatisticalPartFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PRESS = {"measure": "activities", "unit": "activities", "is_order_of_magnitude": True}


@pytest.fixture
def reader(client):
    client.force_login(UserFactory(language="en"))
    return client


@pytest.fixture
def complex_():
    return ComplexFactory(name_en="Gumi")


def test_a_sum_over_years_is_not_set_against_one_year(reader, complex_):
    ObservationFactory(complex=complex_, first_year=2005, year=2008, value=2023, **PRESS)
    ObservationFactory(complex=complex_, year=2009, value=485, **PRESS)

    response = reader.get(reverse("statistic-list"), {"measure": "activities"})

    single, spanning = response.context["found"].blocks
    assert [(line.name, line.growth) for line in single.lines] == [("2009", None)]
    assert [(line.name, line.growth) for line in spanning.lines] == [("2005-2008", None)]
    page = response.content.decode()
    assert "about 2,023" in page
    assert "Activities · several years together" in page
    assert "changed by" not in page
    assert "What they come to" not in page


def test_orders_of_magnitude_have_no_growth_and_no_shares(reader, complex_):
    parts = [StatisticalPartFactory() for _ in range(2)]
    for year in (2005, 2006):
        for part in parts:
            ObservationFactory(complex=complex_, year=year, part=part, value=9, **PRESS)
        ObservationFactory(complex=complex_, year=year, value=year, **PRESS)

    for by in ("year", "part"):
        asked = {"measure": "activities", "by": by, "against": 2005}
        response = reader.get(reverse("statistic-list"), asked)
        (block,) = response.context["found"].blocks
        assert not block.columns & {"share", "growth"}
        assert block.reading.growth is None


def test_parts_of_a_period_bear_their_years(reader, complex_):
    part = StatisticalPartFactory(name_en="Mould tasks")
    for first in (2005, 2010):
        ObservationFactory(
            complex=complex_, first_year=first, year=2014, part=part, value=first, **PRESS
        )

    response = reader.get(reverse("statistic-list"), {"measure": "activities", "by": "part"})

    (block,) = response.context["found"].blocks
    assert [line.name for line in block.lines] == [
        "2005-2014: Mould tasks",
        "2010-2014: Mould tasks",
    ]
    chart = reverse("statistic-chart", args=["svg"])
    assert reader.get(chart, {"measure": "activities", "block": "0"}).status_code == 200
    for block in ("1", "x"):
        assert reader.get(chart, {"measure": "activities", "block": block}).status_code == 404


def test_periods_and_precision_are_exported(reader, complex_):
    ObservationFactory(complex=complex_, first_year=2005, year=2008, value=2023, **PRESS)

    response = reader.get(reverse("statistic-export"), {"measure": "activities"})

    headings, row = openpyxl.load_workbook(BytesIO(response.content)).active.values
    said = dict(zip(headings, row, strict=True))
    assert (said["First year"], said["Year"]) == (2005, 2008)
    assert said["Precision"] == "order of magnitude"


def test_a_period_begins_before_its_last_year(complex_):
    with pytest.raises(IntegrityError):
        ObservationFactory(complex=complex_, first_year=2008, year=2008)


def test_a_figure_says_its_years(complex_):
    assert "2005-2008" in str(Observation(first_year=2005, year=2008, value=1))


def test_a_source_is_cited_in_the_language_of_the_page(reader, complex_):
    source = SourceFactory(citation="Paper, table 3", citation_ko="논문, 표 3")
    ObservationFactory(complex=complex_, year=2008, source=source)

    assert "Paper, table 3" in reader.get(reverse("statistic-list")).content.decode()
    with translation.override("ko"):
        assert source.said == "논문, 표 3"
        assert Source(citation="Yearbook").said == "Yearbook"


def test_a_value_that_stayed_is_neither_growth_nor_fall(reader, complex_):
    for year in (2008, 2009):
        ObservationFactory(complex=complex_, year=year, value=7)

    assert "Firms: in 2009 as in 2008" in reader.get(reverse("statistic-list")).content.decode()
