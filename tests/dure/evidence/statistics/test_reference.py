"""Location quotients against all complexes, recomputed apart from the code that makes them."""

from __future__ import annotations

import random
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from dure.core.errors import RuleBroken
from dure.evidence.models import Observation
from dure.evidence.statistics import actions
from tests.factories import (
    NOON,
    ComplexFactory,
    ObservationFactory,
    SourceFactory,
    StatisticalIndustryFactory,
    StatisticalPartFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "statistic-list"
LAST = """
    SELECT o.complex_id, o.industry_id, o.value FROM evidence_observation o
    JOIN (SELECT max(id) AS id FROM evidence_observation
          WHERE year = 2010 AND measure = 'firms' AND unit = 'firms' AND coverage = 'resident'
            AND size_band = 'all' AND part_id IS NULL AND industry_id IS NOT NULL
          GROUP BY complex_id, industry_id) AS last ON last.id = o.id
"""


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def reader(client):
    client.force_login(UserFactory(language="en"))
    return client


@pytest.fixture
def industries():
    return [StatisticalIndustryFactory(name_en=f"Industry {n}", position=n) for n in range(3)]


@pytest.fixture
def complexes():
    return [ComplexFactory(name_en=f"Complex {n}") for n in range(3)]


def enter(complex_, industries, values, source=None, **more):
    source = source or SourceFactory()
    for industry, value in zip(industries, values, strict=True):
        more = {"year": 2010} | more
        ObservationFactory(complex=complex_, industry=industry, value=value, source=source, **more)
    return source


def block(reader, complex_, **asked):
    query = {"by": "industry", "complex": complex_.pk, **asked}
    return reader.get(reverse(PAGE), query).context["found"].blocks[0]


def recomputed(complex_):
    """(quotient of each industry, Krugman) straight from the rows of the database."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        rows = [(c, i, float(v)) for c, i, v in cursor.fetchall()]
    all_, ours = sum(v for _c, _i, v in rows), sum(v for c, _i, v in rows if c == complex_.pk)
    quotients, apart = [], 0.0
    for industry in dict.fromkeys(i for _c, i, _v in sorted(rows, key=lambda r: r[1])):
        share = sum(v for c, i, v in rows if i == industry and c == complex_.pk) / ours
        theirs = sum(v for _c, i, v in rows if i == industry) / all_
        quotients.append(share / theirs)
        apart += abs(share - theirs)
    return quotients, apart


@pytest.mark.parametrize("seed", range(5))
def test_the_same_figures_under_another_source_change_nothing(reader, complexes, industries, seed):
    chance = random.Random(seed)  # noqa: S311  (no secret)
    values = {c: [chance.randint(1, 500) for _ in industries] for c in complexes}
    for complex_, row in values.items():
        enter(complex_, industries, row)
    before = block(reader, complexes[0])

    for complex_ in chance.sample(complexes, chance.randint(1, 3)):
        enter(complex_, industries, values[complex_])
    after = block(reader, complexes[0])

    expected, apart = recomputed(complexes[0])
    assert [line.quotient for line in before.lines] == pytest.approx(expected)
    assert [line.quotient for line in after.lines] == pytest.approx(expected)
    assert before.reading.specialisation == pytest.approx(apart)
    assert after.reading.specialisation == pytest.approx(apart)


def test_of_two_sources_the_one_entered_last_counts(reader, complexes, industries):
    enter(complexes[0], industries, [10, 20, 30])
    enter(complexes[1], industries, [999, 1, 1])
    enter(complexes[1], industries, [30, 20, 10])

    expected, _apart = recomputed(complexes[0])
    found = block(reader, complexes[0])

    assert [line.quotient for line in found.lines] == pytest.approx(expected)
    assert [line.quotient for line in found.lines] == pytest.approx([0.5, 1, 1.5])


@pytest.mark.parametrize(
    "other", [{"coverage": "operating"}, {"size_band": "sme"}, {"year": 2009}, {"part": True}]
)
def test_other_firms_sizes_parts_and_years_are_kept_apart(reader, complexes, industries, other):
    if "part" in other:
        other = {"part": StatisticalPartFactory()}
    for complex_, values in zip(complexes, ([10, 20, 30], [30, 20, 10], [5, 5, 5]), strict=True):
        enter(complex_, industries, values)
    before = block(reader, complexes[0])

    for complex_ in complexes:
        enter(complex_, industries, [700, 3, 40], **other)
    after = block(reader, complexes[0])

    assert [line.quotient for line in after.lines] == [line.quotient for line in before.lines]
    assert [line.value for line in after.lines] == [10, 20, 30]


def test_an_order_of_magnitude_is_compared_with_nothing(reader, complexes, industries):
    enter(complexes[0], industries, [10, 20, 30])
    enter(complexes[1], industries, [1, 1, 1], is_order_of_magnitude=True)

    assert block(reader, complexes[0]).area is None


def test_the_page_says_what_it_compares_with(reader, complexes, industries):
    mine = enter(complexes[0], industries, [10, 20, 30])
    theirs = enter(complexes[1], industries, [30, 20, 10])
    replaced = enter(complexes[1], industries, [30, 20, 10], year=2009)

    page = reader.get(reverse(PAGE), {"by": "industry", "complex": complexes[0].pk})

    text = page.content.decode()
    assert "These complexes together in 2010, this one included:" in text
    assert page.context["found"].blocks[0].area.sources == [mine, theirs]
    assert page.context["found"].sources == [mine]
    assert theirs.citation in text
    assert replaced.citation not in text


def test_only_the_sources_of_the_figures_shown_are_named(reader, complexes, industries):
    replaced = enter(complexes[0], industries, [1, 2, 3])
    shown = enter(complexes[0], industries, [10, 20, 30])
    earlier = enter(complexes[0], industries, [10, 20, 30], year=2005)

    def sources(**asked):
        query = {"by": "industry", "complex": complexes[0].pk, **asked}
        return reader.get(reverse(PAGE), query).context["found"].sources

    assert sources() == [shown]
    assert sources(against=2005) == [shown, earlier]
    assert replaced not in sources()


def test_a_real_complex_is_compared_with_real_figures_only(reader, complexes, industries):
    enter(complexes[0], industries, [10, 20, 30])
    enter(complexes[1], industries, [1, 2, 3], SourceFactory(is_synthetic=True))
    complexes[2].is_synthetic = True
    complexes[2].save()
    enter(complexes[2], industries, [30, 20, 10])

    assert block(reader, complexes[0]).area is None
    assert "Not computable" in block(reader, complexes[0]).no_quotient
    assert block(reader, complexes[2]).area.complexes == [complexes[2], *complexes[:2]]


def test_synthetic_figures_say_so_wherever_they_are(reader, industries):
    complex_ = ComplexFactory(name_en="Invented", is_synthetic=True)
    enter(complex_, industries, [10, 20, 30], SourceFactory(is_synthetic=True))
    real = ComplexFactory(name_en="Real")
    enter(real, industries, [30, 20, 10])
    query = {"by": "industry", "complex": complex_.pk}

    page = reader.get(reverse(PAGE), query)
    book = reader.get(reverse("statistic-export"), query)
    drawn = reader.get(reverse("statistic-chart", args=["json"]), query)
    of_real = reader.get(reverse(PAGE), query | {"complex": real.pk})

    text = page.content.decode()
    assert page.context["found"].blocks[0].chart.title.endswith("synthetic")
    assert text.count("pill synthetic") >= 3  # the table, its source, the source compared with
    assert "Synthetic figures are among those compared" in text
    headings, *rows = openpyxl.load_workbook(BytesIO(book.content)).active.values
    assert {row[headings.index("Synthetic")] for row in rows} == {"synthetic"}
    assert drawn.json()["title"]["text"].endswith("synthetic")
    assert drawn.json()["title"]["subtitle"] == "firms, synthetic"
    assert "synthetic" not in str(of_real.context["found"].blocks[0].chart.title)


@pytest.mark.parametrize("is_synthetic", [True, False])
def test_one_source_has_no_figures_of_both_kinds(is_synthetic):
    SourceFactory(citation="KICOX 2010", is_synthetic=not is_synthetic)

    with pytest.raises(RuleBroken, match="The figures of this source are"):
        actions.enter_source(citation="KICOX 2010", is_synthetic=is_synthetic, by=None, at=NOON)


def test_a_page_of_industries_costs_the_same_for_one_complex_and_three(
    reader, complexes, industries, django_assert_num_queries
):
    enter(complexes[0], industries, [1, 2, 3])
    for complex_ in complexes[1:]:
        enter(complex_, industries, [3, 2, 1])
    assert Observation.objects.count() == 9

    with django_assert_num_queries(8):
        reader.get(reverse(PAGE), {"by": "industry", "complex": complexes[0].pk})
