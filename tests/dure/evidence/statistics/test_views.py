from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from dure.evidence.models import Coverage
from tests.factories import (
    ComplexFactory,
    ObservationFactory,
    RoleFactory,
    SourceFactory,
    StatisticalIndustryFactory,
    StatisticalPartFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "statistic-list"


@pytest.fixture
def reader(client):
    client.force_login(UserFactory(language="en"))
    return client


@pytest.fixture
def complex_():
    return ComplexFactory(name_ko="구미국가산업단지", name_en="Gumi")


@pytest.fixture
def industries():
    return [
        StatisticalIndustryFactory(name_en=name, position=n)
        for n, name in enumerate(["Textiles", "Machinery"])
    ]


def trend(complex_, **values):
    source = SourceFactory()
    for year, value in values.items():
        ObservationFactory(complex=complex_, year=int(year[1:]), value=value, source=source)


def by_industry(complex_, industries, values, year=2010, **more):
    source = SourceFactory()
    for industry, value in zip(industries, values, strict=True):
        ObservationFactory(
            complex=complex_, year=year, industry=industry, value=value, source=source, **more
        )


def test_page_says_how_much_it_grew(reader, complex_):
    trend(complex_, y2007=1000, y2009=1210)

    response = reader.get(reverse(PAGE))

    page = response.content.decode()
    assert "Firms grew by 21.0 % from 2007 to 2009" in page
    assert response.context["found"].blocks[0].reading.growth.a_year == pytest.approx(0.1)
    assert 'role="img"' in page


def test_page_says_how_much_it_shrank(reader, complex_):
    trend(complex_, y2007=100, y2008=90)

    assert "Firms fell by 10.0 % from 2007 to 2008" in reader.get(reverse(PAGE)).content.decode()


def test_industries_have_shares_and_concentration(reader, complex_, industries):
    by_industry(complex_, industries, [20, 80])

    found = reader.get(reverse(PAGE), {"by": "industry"}).context["found"].blocks[0]

    assert [(line.name, line.share) for line in found.lines] == [
        ("Textiles", pytest.approx(0.2)),
        ("Machinery", pytest.approx(0.8)),
    ]
    assert found.reading.concentration.hhi == pytest.approx(0.68)


def test_without_another_complex_there_is_no_location_quotient(reader, complex_, industries):
    by_industry(complex_, industries, [20, 80])

    page = reader.get(reverse(PAGE), {"by": "industry"}).content.decode()

    assert "Not computable: a location quotient compares with a reference area" in page


def test_with_another_complex_the_location_quotient_is_computed(reader, complex_, industries):
    by_industry(complex_, industries, [20, 80])
    by_industry(ComplexFactory(), industries, [80, 20])

    found = (
        reader.get(reverse(PAGE), {"by": "industry", "complex": complex_.pk})
        .context["found"]
        .blocks[0]
    )

    assert [line.quotient for line in found.lines] == pytest.approx([0.4, 1.6])
    assert found.reading.specialisation == pytest.approx(0.6)
    assert found.no_quotient == ""


def test_shares_alone_give_no_quotient(reader, complex_, industries):
    by_industry(complex_, industries, [20, 80], unit="percent")

    found = (
        reader.get(reverse(PAGE), {"by": "industry", "unit": "percent"}).context["found"].blocks[0]
    )

    assert "Only shares were published" in found.no_quotient
    assert found.columns == set()


def test_two_years_stand_beside_each_other(reader, complex_, industries):
    by_industry(complex_, industries, [20, 80], year=2000, unit="percent")
    by_industry(complex_, industries, [10, 90], year=2012, unit="percent")

    found = (
        reader.get(reverse(PAGE), {"by": "industry", "against": 2000}).context["found"].blocks[0]
    )

    assert [(line.before, line.value, line.growth) for line in found.lines] == [
        (20, 10, pytest.approx(-0.5)),
        (80, 90, pytest.approx(0.125)),
    ]
    assert found.chart.title == "Firms, 2000 · 2012"


def test_resident_and_operating_firms_are_shared_out_apart(reader, complex_):
    for coverage, band, n in [
        (Coverage.RESIDENT, "large", 1),
        (Coverage.RESIDENT, "sme", 3),
        (Coverage.OPERATING, "under_50", 2),
        (Coverage.OPERATING, "under_300", 2),
    ]:
        ObservationFactory(complex=complex_, year=2012, coverage=coverage, size_band=band, value=n)

    blocks = reader.get(reverse(PAGE), {"by": "size"}).context["found"].blocks

    assert {block.title: {line.name: line.share for line in block.lines} for block in blocks} == {
        "Firms, 2012 · Resident, under contract": {"Small and medium": 0.75, "Large": 0.25},
        "Firms, 2012 · Operating": {"Under 50 employees": 1, "Under 300 employees": None},
    }


def test_a_sum_of_other_bands_is_said_and_not_drawn(reader, complex_):
    for band, n in [("under_50", 2), ("50_99", 1), ("under_300", 3), ("300_999", 1)]:
        ObservationFactory(complex=complex_, year=2012, size_band=band, value=n)

    response = reader.get(reverse(PAGE), {"by": "size"})

    (block,) = response.context["found"].blocks
    assert [line.name for line in block.lines if line.is_sum] == ["Under 300 employees"]
    assert "Under 300 employees" not in block.chart.stops
    assert "a sum of other lines, not drawn" in response.content.decode()


def test_a_breakdown_without_figures_gives_way_to_one_that_has_some(reader, complex_):
    trend(complex_, y2007=1)

    response = reader.get(reverse(PAGE), {"by": "part", "measure": "exports", "unit": "percent"})

    choice = response.context["found"].choice
    assert (choice.measure, choice.by, choice.unit) == ("firms", "year", "firms")


def test_menus_offer_what_there_are_figures_of(reader, complex_, industries):
    trend(complex_, y2007=1, y2008=2)
    by_industry(complex_, industries, [20, 80])
    by_industry(complex_, industries, [20, 80], year=2012)

    form = reader.get(reverse(PAGE), {"by": "industry", "against": 2010}).context["filters"]

    offered = {
        name: [str(label) for _, label in form.fields[name].widget.choices] for name in form.follows
    }
    assert offered == {
        "measure": ["Firms (6)"],
        "by": ["Year (2)", "Industry (4)"],
        "unit": ["firms (4)"],
        "year": ["2012", "2010"],
        "against": ["none", "2010"],
    }
    assert form["year"].value() == 2012


def test_there_is_no_year_to_choose_where_years_stand_beside_each_other(reader, complex_):
    trend(complex_, y2007=1, y2008=2)

    form = reader.get(reverse(PAGE)).context["filters"]

    assert form.fields["year"].widget.attrs["disabled"]


def test_a_complex_without_figures_is_shown_without_any(reader, complex_):
    trend(complex_, y2007=1)
    bare = ComplexFactory(name_ko="가람농공단지", name_en="Garam")

    page = reader.get(reverse(PAGE), {"complex": bare.pk}).content.decode()

    assert "No figures of this complex yet" in page
    assert "Its coordinators import the published statistics" in page
    assert f'<option value="{bare.pk}" selected>Garam' in page


@pytest.mark.parametrize("asked", ["9" * 30, "-1", "x"])
def test_a_complex_that_is_not_there_is_said(reader, complex_, asked):
    trend(complex_, y2007=1)

    assert "Nothing matches" in reader.get(reverse(PAGE), {"complex": asked}).content.decode()


def test_nonsense_in_the_address_is_said(reader, complex_):
    trend(complex_, y2007=1)

    assert "Nothing matches" in reader.get(reverse(PAGE), {"year": "x"}).content.decode()


def test_who_may_imports_the_first_figures_of_a_complex(client, complex_):
    client.force_login(RoleFactory(kind="programme_officer", user=UserFactory(language="en")).user)
    trend(complex_, y2007=1)

    page = client.get(reverse(PAGE), {"complex": ComplexFactory().pk}).content.decode()

    assert "then they stand here" in page
    assert f'class="btn go" href="{reverse("upload-add")}"' in page


def test_the_first_figures_are_to_be_imported(client, complex_):
    client.force_login(RoleFactory(kind="programme_officer", user=UserFactory(language="en")).user)

    page = client.get(reverse(PAGE)).content.decode()

    assert "No figures yet" in page
    assert reverse("upload-add") in page


def test_figures_go_out_as_a_workbook(reader, complex_):
    trend(complex_, y2007=1018)

    response = reader.get(reverse("statistic-export"))

    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.values)
    assert rows[1][:4] == ("Gumi", 2007, "Firms", "firms")


@pytest.mark.parametrize("suffix", ["png", "svg", "json"])
def test_the_chart_goes_out_as_a_file(reader, complex_, suffix):
    trend(complex_, y2007=1018)

    assert reader.get(reverse("statistic-chart", args=[suffix])).status_code == 200


@pytest.mark.parametrize(
    "address", [reverse("statistic-export"), reverse("statistic-chart", args=["png"])]
)
def test_there_is_no_file_of_nothing(reader, address):
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [reverse(PAGE), reverse("statistic-export"), reverse("statistic-chart", args=["png"])],
)
def test_who_is_not_signed_in_is_sent_to_the_log_in(client, address):
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("n", [1, 3])
def test_page_costs_the_same_for_one_year_and_three(reader, complex_, n, django_assert_num_queries):
    trend(complex_, **{f"y{2000 + year}": 5 + year for year in range(n)})

    # session, account, standing; complexes, menus, figures; may the reader write
    with django_assert_num_queries(7):
        reader.get(reverse(PAGE))


def test_parts_have_names_in_the_readers_language(reader, complex_):
    part = StatisticalPartFactory(name_ko="녹지", name_en="Green")
    ObservationFactory(
        complex=complex_, year=2012, measure="land", unit="thousand_m2", part=part, value=1261
    )

    found = reader.get(reverse(PAGE), {"by": "part", "measure": "land"}).context["found"].blocks[0]

    assert [(line.name, line.value) for line in found.lines] == [("Green", 1261)]


def test_another_unit_may_be_asked_for(reader, complex_):
    trend(complex_, y2011=1559)
    ObservationFactory(
        complex=complex_, year=2011, measure="firms", unit="percent_of_nation", value=7
    )

    found = reader.get(reverse(PAGE), {"unit": "percent_of_nation"}).context["found"].blocks[0]

    assert [line.value for line in found.lines] == [7]
    assert found.places == 1
