"""Several rows of one organisation: the first speaks for it, and a row can be taken out."""

from __future__ import annotations

import pytest

from dure.community.import_rows.models import RowState
from dure.community.imports import actions
from dure.community.models import Organisation, Person
from tests.factories import NOON

from . import workbooks

pytestmark = pytest.mark.django_db(transaction=True)
ONE, TWO = workbooks.number(1), workbooks.number(2)
SPELLED = """업체명,주소,담당자
(주)세한,경북 구미시 공단로 1,김하나
주식회사 세한,경상북도 구미시 공단로 1,김두리
㈜세한,,김세찌
주식회사세한,경북 칠곡군 왜관읍 7,김네찌
"""
NUMBERED = f"""업체명,사업자등록번호,주소,담당자
가나정밀,{ONE},구미 1,김하나
다라금형,{ONE},구미 2,이두리
"""


def states(source) -> list[str]:
    return list(source.rows.order_by("number").values_list("state", flat=True))


def row(source, number: int):
    return source.rows.get(number=number)


def firms() -> dict[str, str]:
    return dict(Organisation.objects.exclude(complex=None).values_list("name_ko", "address"))


@pytest.mark.parametrize("replaces", [False, True])
def test_the_same_file_again_changes_nothing_however_it_spells(replaces, bring, record):
    record(bring(SPELLED.encode(), "a.csv"), replaces=replaces)
    before = list(Organisation.objects.order_by("pk").values())

    again = bring(SPELLED.encode(), "b.csv")

    assert set(states(again)[:3]) == {RowState.UNCHANGED}
    assert not again.rows.to_enter().exists()
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_another_address_is_another_organisation_though_a_row_has_none(bring, record):
    source = record(bring(SPELLED.encode(), "a.csv"))

    assert [found.same_as for found in source.rows.order_by("number")] == [None, 2, 2, None]
    assert {"(주)세한", "주식회사세한"} <= set(firms())


def test_what_the_first_row_says_counts_and_that_is_told(bring, record):
    source = record(bring(NUMBERED.encode(), "a.csv"), replaces=True)

    told = row(source, 3).told
    assert [problem.code for problem in told] == ["row.differs"]
    assert "row 2" in told[0].sentence
    assert firms()["가나정밀"] == "구미 1"
    assert "다라금형" not in firms()
    assert row(source, 3).raw["name"] == "다라금형"


def test_a_corrected_number_makes_it_another_organisation(bring, record, cast):
    source = bring(NUMBERED.encode(), "a.csv")
    second = row(source, 3)

    raw = second.raw | {"business_number": TWO}
    actions.correct(row=second, raw=raw, by=cast.coordinator, at=NOON)
    record(source)

    assert row(source, 3).same_as is None
    assert firms() == {**firms(), "가나정밀": "구미 1", "다라금형": "구미 2"}
    assert Person.objects.get(name_ko="이두리").posts.get().organisation.name_ko == "다라금형"


def test_a_corrected_number_makes_it_the_same_organisation(bring, record, cast):
    source = bring(NUMBERED.replace(f"다라금형,{ONE}", f"다라금형,{TWO}").encode(), "a.csv")
    second = row(source, 3)

    raw = second.raw | {"business_number": ONE}
    actions.correct(row=second, raw=raw, by=cast.coordinator, at=NOON)
    record(source)

    assert row(source, 3).same_as == 2
    assert "다라금형" not in firms()


def test_a_follower_can_be_made_a_new_organisation(bring, record, cast):
    source = bring(SPELLED.encode(), "a.csv")

    actions.decide(row=row(source, 3), decision="new", by=cast.coordinator, at=NOON)
    assert row(source, 3).same_as is None
    record(source)

    assert {"(주)세한", "주식회사 세한"} <= set(firms())


def test_a_follower_follows_again_as_it_was_found(bring, cast):
    source = bring(SPELLED.encode(), "a.csv")

    for decision in ("new", "skip", ""):
        actions.decide(row=row(source, 3), decision=decision, by=cast.coordinator, at=NOON)

    assert row(source, 3).same_as == 2
    assert row(source, 3).state == RowState.NEW


def test_a_follower_does_not_move_the_others(bring, record, cast):
    other = Organisation.objects.get(name_ko="구미금형")
    source = bring(SPELLED.encode(), "a.csv")
    found = row(source, 3)
    found.candidates = [other.pk]
    found.save()

    actions.decide(row=found, decision=str(other.pk), by=cast.coordinator, at=NOON)
    record(source)

    assert Person.objects.get(name_ko="김두리").posts.get().organisation == other
    assert Person.objects.get(name_ko="김세찌").posts.get().organisation.name_ko == "(주)세한"


def test_a_row_that_no_longer_has_its_first_speaks_for_itself(bring, record, cast):
    source = bring(NUMBERED.encode(), "a.csv")

    actions.decide(row=row(source, 2), decision="skip", by=cast.coordinator, at=NOON)
    record(source)

    assert "다라금형" in firms()
    assert "가나정밀" not in firms()


def test_a_follower_follows_what_was_typed_into_the_first(bring, record, cast):
    source = bring(NUMBERED.encode(), "a.csv")
    first = row(source, 2)

    actions.correct(row=first, raw=first.raw | {"name": "새이름"}, by=cast.coordinator, at=NOON)
    record(source)

    assert "새이름" in firms()
    assert row(source, 3).values["name"] == "새이름"


def test_who_follows_one_to_choose_chooses_too(bring, cast):
    Organisation.objects.filter(name_ko="구미금형").update(name_ko="세한", address="다른 곳")
    source = bring(SPELLED.encode(), "a.csv")

    third = row(source, 4)
    actions.correct(row=third, raw=third.raw, by=cast.coordinator, at=NOON)

    assert row(source, 4).state == RowState.CHOOSE
    assert row(source, 4).same_as == 2
