"""What a filter of an evidence page changes beside the figures: heading, title, export, menus."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import ObservationFactory, StatisticalIndustryFactory

pytestmark = pytest.mark.browser


def figures(cast):
    for year, firms in ((2008, 100), (2009, 80)):
        ObservationFactory(complex=cast.complex, year=year, value=firms)
    for year, exports in ((2008, 50), (2009, 60)):
        ObservationFactory(
            complex=cast.complex, year=year, measure="exports", unit="million_usd", value=exports
        )
    ObservationFactory(
        complex=cast.complex, year=2009, industry=StatisticalIndustryFactory(), value=80
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_heading_title_export_and_menus_follow_the_measure(cast, visit, width):
    figures(cast)
    visitor = visit(cast.coordinator, width=width)
    visitor.go(reverse("statistic-list"))
    page = visitor.page
    assert page.inner_text("h1") == "Firms fell by 20.0 % from 2008 to 2009"
    if width < 760:
        page.click("details.near > summary")

    page.focus("#id_measure")
    page.select_option("#id_measure", "exports")
    page.locator("h1", has_text="Exports grew").wait_for()

    assert page.title().startswith("Exports grew by 20.0 %")
    assert "measure=exports" in str(page.get_attribute(".acts a[download]", "href"))
    assert page.locator("#id_by option").all_inner_texts() == ["Year (2)"]
    assert page.evaluate("document.activeElement.id") == "id_measure"
    assert page.is_visible("#id_by")  # on a phone the filters stay open
    assert visitor.complaints == []


def test_another_breakdown_opens_the_years(cast, visit):
    figures(cast)
    visitor = visit(cast.coordinator)
    visitor.go(reverse("statistic-list"))
    page = visitor.page
    assert page.is_disabled("#id_year")

    page.select_option("#id_by", "industry")
    page.locator("h1", has_text="Firms, 2009").wait_for()

    assert page.locator("#id_year option").all_text_contents() == ["2009"]
    assert visitor.complaints == []
