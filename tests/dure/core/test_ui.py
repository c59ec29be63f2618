"""What the tags of a template print."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from dure.core import naming
from dure.core.templatetags import ui

DASH = ui.NONE
NAMED = SimpleNamespace(name_ko="구미금형", name_en="Gumi Mould")
MARKED = '<span lang="ko">구미금형</span>'
AT = dt.datetime(2026, 3, 1, 15, 30, tzinfo=dt.UTC)  # half past midnight in Seoul


def printed(template: str, **context: object) -> str:
    request = RequestFactory().get("/somewhere/", {"q": "가"})
    return Template("{% load ui %}" + template).render(RequestContext(request, context))


@pytest.mark.parametrize(
    ("language", "thing", "name"),
    [
        ("ko", NAMED, "구미금형"),
        ("en", NAMED, "Gumi Mould"),
        ("en", SimpleNamespace(name_ko="구미금형", name_en=""), MARKED),
        ("en", SimpleNamespace(name_ko="구미금형"), MARKED),
        ("ko", "anything else", "anything else"),
        ("ko", None, DASH),
    ],
)
def test_named_is_in_the_readers_language(language, thing, name):
    with translation.override(language):
        assert ui.named(thing) == name


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ko", "<대구 1>", "<대구 1>"),
        ("en", "Daegu", "Daegu"),
        ("en", "a <b> 대구 1, b", 'a &lt;b&gt; <span lang="ko">대구 1</span>, b'),
        ("en", mark_safe("<b>대구</b>"), "<b>대구</b>"),
        ("en", 7, "7"),
    ],
)
def test_korean_words_on_an_english_page_are_marked(language, text, expected):
    with translation.override(language):
        assert ui.spoken(text) == expected


@pytest.mark.parametrize(
    ("language", "person", "name"),
    [
        ("ko", SimpleNamespace(name_ko="김철수", name_en="Kim Cheol-su"), "김○○"),
        ("en", SimpleNamespace(name_ko="김철수", name_en="Kim Cheol-su"), "K. ○○"),
        ("en", SimpleNamespace(name_ko="김철수", name_en=""), "김○○"),
    ],
)
def test_a_masked_name_is_an_initial(language, person, name):
    with translation.override(language):
        assert naming.masked(person) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (lambda: ui.number(1234567), "1,234,567"),
        (lambda: ui.number(1234.56, 1), "1,234.6"),
        (lambda: ui.number(1234.56), "1,235"),
        (lambda: ui.number(0.25, 1), "0.3"),
        (lambda: ui.number(None), DASH),
        (lambda: ui.number(""), DASH),
        (lambda: ui.percent(0.12345), "12.3 %"),
        (lambda: ui.percent(Decimal("0.5"), 0), "50 %"),
        (lambda: ui.percent(None), DASH),
        (lambda: ui.percent(-0.165), "\N{MINUS SIGN}16.5 %"),
        (lambda: ui.permille(125), "12.5 %"),
        (lambda: ui.permille(None), DASH),
        (lambda: ui.unlocalised(12345), "12345"),
        (lambda: ui.unlocalised(None), ""),
    ],
)
def test_numbers_have_separators_and_a_dash_for_what_is_not_known(text, expected):
    assert text() == expected


@pytest.mark.parametrize(("language", "words"), [("en", "2 March 2026"), ("ko", "2026. 3. 2.")])
def test_day_is_in_words_and_local(language, words):
    with translation.override(language):
        assert ui.day(AT) == f'<time datetime="2026-03-02T00:30:00+09:00">{words}</time>'


def test_dates_of_tables():
    assert ui.iso(dt.date(2012, 3, 4)) == '<time datetime="2012-03-04">2012-03-04</time>'
    assert "2026-03-02 00:30" in ui.moment(AT)
    assert [ui.day(None), ui.iso(None), ui.moment(None)] == [DASH, DASH, DASH]


def test_what_is_invented_is_marked_and_what_is_real_is_not():
    assert "synthetic" in ui.synthetic(SimpleNamespace(is_synthetic=True))
    assert ui.synthetic(SimpleNamespace(is_synthetic=False)) == ""
    assert ui.synthetic(SimpleNamespace()) == ""


def test_a_pill_escapes_what_it_says():
    assert ui.pill("<b>", "act") == '<span class="pill act">&lt;b&gt;</span>'


@pytest.mark.parametrize(("founder", "kind"), [("members", "own"), ("office", "office")])
def test_founder_is_green_for_members_and_grey_for_the_office(founder, kind):
    group = SimpleNamespace(founded_by=founder, get_founded_by_display=lambda: founder)

    assert f'class="pill {kind}"' in ui.founder(group)


def test_an_icon_is_for_the_eye_alone():
    assert 'aria-hidden="true"' in ui.icon("plus")


def test_an_address_that_does_not_exist_is_nothing():
    assert ui.address("home") == "/"
    assert ui.address("no-such-page", 1) == ""


def test_a_crumb_escapes_its_label():
    assert ui.crumb("/groups/", "<i>") == '<li><a href="/groups/">&lt;i&gt;</a></li>'


def test_the_type_face_is_linked_where_it_is_installed(settings):
    settings.STATICFILES_DIRS = [("pretendard", "/somewhere")]
    assert "pretendardvariable-dynamic-subset.css" in ui.type_face()
    settings.STATICFILES_DIRS = []
    assert ui.type_face() == ""


class FieldsForm(forms.Form):
    name = forms.CharField(help_text="As it is written")
    agreed = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, required=False)


@pytest.mark.parametrize(
    ("name", "kind"), [("name", "plain"), ("agreed", "check"), ("kind", "choices")]
)
def test_a_field_is_drawn_by_its_kind(name, kind):
    assert ui.field(FieldsForm()[name])["kind"] == kind


def test_a_field_ties_label_hint_and_error_to_its_box():
    text = printed("{% field form.name %}", form=FieldsForm({"name": ""}))

    assert 'for="id_name"' in text
    assert 'id="id_name_helptext"' in text
    assert 'id="id_name_error"' in text
    assert 'aria-invalid="true"' in text
    assert "id_name_helptext" in text.partition("aria-describedby=")[2]


def test_a_choice_is_a_group_with_its_legend():
    text = printed("{% field form.kind %}", form=FieldsForm())

    assert "<legend>Kind" in text


def test_the_summary_of_errors_leads_to_each_place():
    form = FieldsForm({"name": ""})
    form.add_error(None, "Together they make no sense.")

    text = printed("{% error_summary form %}", form=form)

    assert 'href="#id_name"' in text
    assert "Together they make no sense." in text
    assert "Nothing is saved yet." in text
    assert "saved" not in printed("{% error_summary form saves=False %}", form=form)
    assert printed("{% error_summary form %}", form=FieldsForm({"name": "x"})).strip() == ""


def test_paging_keeps_the_filters_in_the_address():
    page = Paginator(range(30), 10).page(2)

    text = printed("{% paging page %}", page=page)

    assert "page=1" in text
    assert "page=3" in text
    assert "q=%EA%B0%80" in text
    assert printed("{% paging page %}", page=Paginator([], 10).page(1)).strip() == ""


def test_the_bar_of_filters_offers_to_clear_what_is_set():
    text = printed("{% filter_bar form %}", form=FieldsForm({"q": "가"}))

    assert 'href="/somewhere/"' in text


def test_an_empty_state_offers_what_to_do_first():
    text = printed('{% empty_state title="None" text="Add one" url="/add/" deed="Add" %}')

    assert '<a class="btn go" href="/add/">Add</a>' in text


@pytest.mark.parametrize(("total", "bar"), [(10_000, 'max="10000"'), (None, "<progress aria")])
def test_progress_is_a_bar_with_a_number_or_without(total, bar):
    assert bar in printed("{% progress 2500 total 'Import' %}", total=total)
