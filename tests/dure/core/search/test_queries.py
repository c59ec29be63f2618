from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dure.community.models import Complex, Organisation
from dure.core.search import actions, hangul, queries
from tests.factories import ComplexFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db

# Few letters, so that names share much; what LIKE and regular expressions take for orders too.
LETTERS = "금형구미기계각ㄱㅎABab(주)%_.*[]\\- é日"
names = st.text(LETTERS, min_size=1, max_size=8)
typed = st.text(LETTERS, min_size=1, max_size=4)
with_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True, params=[queries.FEW, 0], ids=["by runs", "name by name"])
def few(request, monkeypatch):
    """With few names no run is common, unless common begins at none.

    The share counts for nothing here: on PostgreSQL numbers go on after a test is rolled back.
    """
    monkeypatch.setattr(queries, "FEW", request.param)
    monkeypatch.setattr(queries, "COMMON", 10**9)
    return request.param


def names_of(rows):
    return {row.name_ko for row in rows}


def holds(name, wanted):
    """What is to be found, one character after another."""

    def fits(char, want):
        return char == want or (hangul.is_initial(want) and hangul.initials(char) == want)

    return any(
        all(fits(char, want) for char, want in zip(name[i:], wanted, strict=False))
        for i in range(len(name) - len(wanted) + 1)
    )


@with_database
@given(st.lists(names, min_size=1, max_size=5), typed)
def test_finds_what_holds_the_text_and_nothing_else(all_names, text):
    Organisation.objects.all().delete()
    made = [OrganisationFactory(name_ko=name, complex=None) for name in all_names]
    wanted = hangul.normal(text)

    found = queries.matching(Organisation, text)

    expected = {one.pk for one in made if holds(hangul.normal(one.name_ko), wanted)}
    assert {one.pk for one in found} == expected


@with_database
@given(names, st.data())
def test_finds_a_name_by_any_part_and_by_its_initials(name, data):
    made = OrganisationFactory(name_ko=name, complex=None)
    normal = hangul.normal(name)
    if not normal:
        return
    start = data.draw(st.integers(0, len(normal) - 1))
    part = normal[start : data.draw(st.integers(start + 1, len(normal)))]
    mixed = "".join(data.draw(st.sampled_from([char, hangul.initials(char)])) for char in part)

    for text in (part, hangul.initials(part), mixed, part.upper() if part.isascii() else part):
        assert made in queries.matching(Organisation, text)


@pytest.mark.parametrize(
    "text",
    [
        "금형",
        "ㄱㅎ",
        "ㄱ형",
        "금ㅎ",
        " 금 형 ",
        "mould",
        "MOUL",
        "ㄱㅁ",
        "정밀금형(주)",
        "미정ㅁ",
        "ㅎ(ㅈ)",
    ],
)
def test_finds_by_either_name(text):
    made = OrganisationFactory(name_ko="구미 정밀금형㈜", name_en="Gumi Mould")
    OrganisationFactory(name_ko="대구 기계", name_en="Daegu Machines")

    assert list(queries.matching(Organisation, text)) == [made]


@pytest.mark.parametrize("text", ["금현", "ㄱㄱ", "금형형", "%", "_", ".*", "mold"])
def test_finds_nothing_else(text):
    OrganisationFactory(name_ko="구미 정밀금형㈜", name_en="Gumi Mould")

    assert not queries.matching(Organisation, text)


def test_finds_rows_of_the_asked_table_only():
    PersonFactory(name_ko="구미")
    place = ComplexFactory(name_ko="구미")

    assert list(queries.matching(Complex, "구미")) == [place]


def test_narrows_what_it_is_given():
    OrganisationFactory(name_ko="금형 하나")
    two = OrganisationFactory(name_ko="금형 둘", kind="university")

    assert list(queries.matching(Organisation.objects.filter(kind="university"), "ㄱㅎ")) == [two]


def test_nothing_typed_finds_everything():
    made = OrganisationFactory()

    assert list(queries.matching(Organisation, " ")) == [made]


@pytest.mark.parametrize("text", ["금", "금형공", "금형공장에서", "ㄱ형"])
def test_asks_the_database_twice(text, django_assert_num_queries):
    with django_assert_num_queries(2):  # which run is rarest, the rows
        list(queries.matching(Organisation, text))


def test_the_rarest_run_leads(few):
    for n in range(3):
        OrganisationFactory(name_ko=f"주식회사 {n}")
    OrganisationFactory(name_ko="주식회사 금형")

    leads = queries._rarest(queries._ranges(hangul.normal("주식회사 금형")))

    assert leads in ({hangul.gram_range(run) for run in ("회사금", "사금형")} if few else {None})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is told in SQLite's words")
def test_the_runs_are_asked_where_they_are_rare(few):
    OrganisationFactory(name_ko="금형")

    plan = queries.matching(Organisation, "금형").explain()

    assert ("searchgram" in plan) == bool(few)
    assert "SCAN" not in plan


def test_rename_is_found_by_the_new_name_alone():
    made = OrganisationFactory(name_ko="옛이름")
    made.name_ko = "새이름"
    made.save()

    actions.index(made)

    assert names_of(queries.matching(Organisation, "새이")) == {"새이름"}
    assert not queries.matching(Organisation, "옛이")


def test_forgotten_row_is_not_found():
    made = OrganisationFactory(name_ko="금형")

    actions.forget(made)

    assert not queries.matching(Organisation, "금형")


def test_index_of_nothing_does_nothing(django_assert_num_queries):
    with django_assert_num_queries(2):  # the savepoint
        actions.index()


def test_rebuild_mends_what_was_written_past_the_actions():
    gone = OrganisationFactory(name_ko="사라짐")
    made = OrganisationFactory(name_ko="금형")
    Organisation.objects.filter(pk=made.pk).update(name_ko="사출")
    gone.delete()

    assert actions.rebuild(Organisation) == 1
    assert list(queries.matching(Organisation, "사출")) == [made]
    assert not queries.matching(Organisation, "금형")
    assert not actions.SearchName.objects.filter(text="사라짐")
