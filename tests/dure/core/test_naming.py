from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from dure.community.complexes import regions
from dure.community.models import Complex, Import
from dure.evidence.models import Upload
from tests.factories import ComplexFactory, IndustryFactory, ObservationFactory

NAMES = {"name_ko": "구미국가산업단지", "name_en": "Gumi National Industrial Complex"}


@pytest.mark.parametrize(
    ("language", "english", "expected"),
    [
        ("ko", NAMES["name_en"], NAMES["name_ko"]),
        ("en", NAMES["name_en"], NAMES["name_en"]),
        ("en", "", NAMES["name_ko"]),
    ],
)
def test_a_thing_is_called_by_its_name_in_the_language_of_the_reader(language, english, expected):
    with translation.override(language):
        assert str(Complex(name_ko=NAMES["name_ko"], name_en=english)) == expected


@pytest.mark.django_db
def test_a_chooser_offers_names_in_the_language_of_the_reader():
    ComplexFactory(**NAMES)
    field = forms.ModelChoiceField(Complex.objects.all(), empty_label=None)

    with translation.override("en"):
        assert [label for _, label in field.choices] == [NAMES["name_en"]]
    with translation.override("ko"):
        assert [label for _, label in field.choices] == [NAMES["name_ko"]]


def test_an_industry_keeps_its_code():
    industry = IndustryFactory.build(code="C", name_ko="제조업", name_en="Manufacturing")

    with translation.override("en"):
        assert str(industry) == "C Manufacturing"


@pytest.mark.parametrize(
    ("language", "region", "expected"),
    [
        ("ko", "경상북도", "경상북도"),
        ("en", "경상북도", "North Gyeongsang"),
        ("en", "경북", "North Gyeongsang"),
        ("en", "개성", "개성"),
    ],
)
def test_a_region_is_called_by_its_english_name_where_it_has_one(language, region, expected):
    with translation.override(language):
        assert regions.named(region) == expected


@pytest.mark.django_db
def test_a_figure_and_its_file_are_told_in_words():
    figure = ObservationFactory(year=2012, measure="firms", unit="firms", value="1375.000")

    assert str(figure) == "Firms 2012 · 1,375 firms"
    assert str(Upload(source="KICOX", status="written")) == "KICOX (Written)"
    assert str(Import(pk=2, status="ready")).startswith("#2 · ")
