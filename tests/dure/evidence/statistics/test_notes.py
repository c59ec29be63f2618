from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from dure.evidence.models import Observation
from tests.factories import (
    ComplexFactory,
    ObservationFactory,
    StatisticalPartFactory,
    UserFactory,
)


@pytest.mark.parametrize(
    ("note", "english", "korean"),
    [
        ("인쇄된 그대로 / As printed", "As printed", "인쇄된 그대로"),
        ("As printed", "As printed", "As printed"),
        ("잠정 / 수정 전", "잠정 / 수정 전", "잠정 / 수정 전"),
        ("1/2 / a half", "1/2 / a half", "1/2 / a half"),
    ],
)
def test_a_note_in_both_languages_is_shown_in_the_readers(note, english, korean):
    figure = Observation(note=note)

    for language, said in (("en", english), ("ko", korean)):
        with translation.override(language):
            assert figure.said == said


@pytest.mark.django_db
def test_the_title_says_of_what_and_of_where(client):
    client.force_login(UserFactory(language="en"))
    complex_ = ComplexFactory(name_en="Gumi")
    ObservationFactory(complex=complex_, year=2012, note="인쇄된 그대로 / As printed")

    page = client.get(reverse("statistic-list")).content.decode()

    assert " ".join(page.split("<title>")[1].split("</title>")[0].split()) == "Firms · Gumi · Dure"
    assert "<p>As printed</p>" in page


@pytest.mark.django_db
def test_dues_and_costs_side_by_side_have_no_shares(client):
    client.force_login(UserFactory(language="en"))
    complex_ = ComplexFactory()
    for won in (100_000, 4_000_000):
        part = StatisticalPartFactory()
        ObservationFactory(complex=complex_, measure="dues", unit="krw", part=part, value=won)

    response = client.get(reverse("statistic-list"), {"measure": "dues", "by": "part"})

    assert response.context["found"].blocks[0].columns == set()
