from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict
from django.template import RequestContext, Template
from django.utils import translation

from dure.community.models import Complex, Organisation, OrganisationKind
from dure.core.listing import filters
from dure.core.listing.lists import Column, Listing
from tests.factories import ComplexFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

LISTING = Listing(
    "Organisations",
    columns=[
        Column("name", "Name", lambda row: row.name_ko, order=("name_ko",)),
        Column("kind", "Kind", lambda row: row.get_kind_display(), order=("kind", "name_ko")),
        Column("site", "Website", lambda row: row.website),
        Column("secret", "Address", lambda row: row.address, in_page=False),
    ],
    filters=[
        filters.text("Name"),
        filters.choice("Kind", name="kind", choices=OrganisationKind),
        filters.choice("Letter", name="letter", choices=lambda: [("a", "a")], column="name_ko"),
        filters.record("Complex", name="complex", rows=lambda _reader: Complex.objects.all()),
        filters.yes_or_no("Synthetic", name="synthetic", column="is_synthetic"),
        filters.year(
            "Closed in", name="year", narrow=lambda rows, year: rows.filter(closed_on__year=year)
        ),
        filters.day(
            "Closed by", name="by", narrow=lambda rows, day: rows.filter(closed_on__lte=day)
        ),
    ],
    per_page=2,
)


def read(address):
    return LISTING.read(Organisation.objects.all(), query=QueryDict(address), reader=None)


def names(listed):
    return [row.name_ko for row in listed.rows]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["가", "나", "다"]),
        ("q=나", ["나"]),
        ("kind=university", ["다"]),
        ("synthetic=yes", ["나"]),
        ("synthetic=no&kind=firm", ["가"]),
        ("year=2012", ["가"]),
        ("by=2011-12-31", []),
        ("sort=-name", ["다", "나", "가"]),
        ("sort=kind", ["가", "나", "다"]),
        ("sort=-kind", ["다", "나", "가"]),
        ("q=", ["가", "나", "다"]),
        ("letter=a", []),
    ],
)
def test_address_narrows_and_orders(address, expected):
    OrganisationFactory(name_ko="나", is_synthetic=True)
    OrganisationFactory(name_ko="다", kind="university")
    OrganisationFactory(name_ko="가", closed_on=dt.date(2012, 5, 1))

    assert names(read(address)) == expected


def test_record_filter_offers_names_in_the_reader_s_language():
    place = ComplexFactory(name_ko="구미", name_en="Gumi")
    OrganisationFactory(complex=place, name_ko="가")
    OrganisationFactory(name_ko="나")

    listed = read(f"complex={place.pk}")

    assert names(listed) == ["가"]
    assert "Gumi" in str(listed.form["complex"])
    with translation.override("ko"):
        assert "구미" in str(read("").form["complex"])


@pytest.mark.parametrize(
    "address",
    [
        "kind=nonsense",
        "complex=99999999999999999999999",
        "complex=x",
        "year=x",
        "year=1",
        "by=2011-02-30",
        "sort=nothing",
        "sort=site",
        "q=%00",
        "q=" + "a" * 101,
        "synthetic=perhaps",
    ],
)
def test_senseless_value_is_marked_and_gives_no_rows(address):
    OrganisationFactory()

    listed = read(address)

    assert names(listed) == []
    assert listed.page.paginator.count == 0
    assert listed.form.errors.keys() == {address.partition("=")[0]}
    assert listed.headings()


@pytest.mark.parametrize(
    ("page", "expected"), [("", 1), ("2", 2), ("9", 2), ("-1", 2), ("x", 1), ("9" * 30, 2)]
)
def test_page_is_the_nearest_that_exists(page, expected):
    OrganisationFactory.create_batch(3)

    listed = read(f"page={page}")

    assert listed.page.number == expected
    assert listed.page.paginator.count == 3


def test_headings_know_what_orders_by_them():
    by_name, by_kind, site = read("").headings()

    assert (by_name.sort, by_name.direction) == ("-name", "ascending")
    assert (by_kind.sort, by_kind.direction) == ("kind", "")
    assert site.sort is None


def test_heading_of_what_is_ordered_backwards():
    assert read("sort=-kind").headings()[1].direction == "descending"


def test_export_keeps_the_filters_and_loses_the_page():
    assert read("kind=firm&page=2").export_url("/x/") == "/x/?kind=firm"
    assert read("").export_url("/x/") == "/x/"


def test_is_narrowed_tells_nothing_yet_from_nothing_matches():
    assert read("kind=firm").is_narrowed
    assert not read("sort=-name&kind=").is_narrowed


def test_context_without_export():
    assert read("").context()["export_url"] == ""


def test_headings_are_links_that_order(rf):
    request = rf.get("/organisations/?kind=firm&page=3")
    page = Template("{% load lists %}{% headings listed %}").render(
        RequestContext(request, {"listed": read("kind=firm&page=3")})
    )

    assert 'href="?kind=firm&amp;sort=-name"' in page
    assert 'aria-sort="ascending"' in page
