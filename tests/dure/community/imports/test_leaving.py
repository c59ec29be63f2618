"""Members who have left do not come in as members."""

from __future__ import annotations

import datetime as dt

import pytest

from dure.community.groups.models import Group, GroupKind
from dure.community.import_rows.models import RowState
from dure.community.imports import actions
from dure.community.models import Membership
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "업체명,담당자,가입일,{}\n"
LEFT = dt.date(2012, 9, 1)


def book(said: str, heading: str = "탈퇴일", joined: str = "2012-03-05") -> bytes:
    return (HEAD.format(heading) + f"가나정밀,김하나,{joined},{said}\n").encode()


def ours(source) -> list[tuple[dt.date, dt.date | None]]:
    found = Membership.objects.filter(person__name_ko="김하나", group=source.group)
    return list(found.values_list("starts_on", "ends_on"))


@pytest.mark.parametrize("heading", ["탈퇴일", "탈회일", "퇴회일", "탈퇴일자", "Left on", "Until"])
def test_membership_ends_on_the_day(heading, bring, record, take_back):
    source = record(bring(book("2012.9.1", heading), "a.csv"))
    assert ours(source) == [(dt.date(2012, 3, 5), LEFT)]

    again = bring(book("2012.9.1", heading), "b.csv")
    assert again.rows.get().state == RowState.UNCHANGED

    take_back(source)
    assert ours(source) == []


def test_a_later_file_ends_a_known_membership_where_that_is_chosen(bring, record, take_back):
    first = record(bring(book(""), "a.csv"))
    later = bring(book("2012-09-01"), "b.csv")
    assert later.rows.get().changes == [["membership.ends_on", "", "2012-09-01"]]

    record(later, replaces=True)
    assert ours(first) == [(dt.date(2012, 3, 5), LEFT)]
    assert bring(book("2012-09-01"), "c.csv").rows.get().state == RowState.UNCHANGED

    take_back(later)
    assert ours(first) == [(dt.date(2012, 3, 5), None)]


def test_without_that_choice_it_stays_and_the_row_says_so(bring, record):
    first = record(bring(book(""), "a.csv"))
    later = record(bring(book("2012-09-01"), "b.csv"))

    assert ours(first) == [(dt.date(2012, 3, 5), None)]
    assert later.rows.get().left == [["membership.ends_on", "", "2012-09-01"]]


def test_a_day_before_the_known_joining_is_not_written(bring, record):
    first = record(bring(book(""), "a.csv"))
    later = record(bring(book("2012-01-15", joined=""), "b.csv"), replaces=True)

    assert ours(first) == [(dt.date(2012, 3, 5), None)]
    assert "edit.refused" in [problem.code for problem in later.rows.get().told]


@pytest.mark.parametrize(
    ("said", "joined", "code"),
    [
        ("2012-01-01", "2012-03-05", "left.early"),
        ("2099-01-01", "2012-03-05", "left.future"),
        ("2012-99-01", "2012-03-05", "date.strange"),
    ],
)
def test_a_day_that_cannot_be_is_an_error(said, joined, code, bring):
    row = bring(book(said, joined=joined), "a.csv").rows.get()

    assert (row.state, [problem.code for problem in row.told]) == (RowState.ERROR, [code])


def test_who_left_before_membership_would_begin_joins_nothing(bring, record):
    source = bring(book("2011-05-01", joined=""), "a.csv")
    assert [problem.code for problem in source.rows.get().told] == ["left.before"]

    assert ours(record(source)) == []


@pytest.mark.parametrize(
    ("heading", "said"),
    [("비고", "탈퇴"), ("상태", "탈회 회원"), ("회원구분", "탈퇴회원"), ("탈퇴여부", "Y")],
)
def test_words_alone_are_to_be_decided(heading, said, bring, record, cast):
    source = bring(book(said, heading), "a.csv")
    row = source.rows.get()
    assert (row.state, [problem.code for problem in row.told]) == (
        RowState.CHOOSE,
        ["left.undated"],
    )

    actions.decide(row=row, decision="new", by=cast.coordinator, at=NOON)
    assert ours(record(source)) == [(dt.date(2012, 3, 5), None)]


def test_words_of_a_known_member_offer_that_organisation(bring, record, cast):
    record(bring(book(""), "a.csv"))
    row = bring(book("탈퇴", "비고"), "b.csv").rows.get()

    assert row.state == RowState.CHOOSE
    assert len(row.candidates) == 1
    actions.decide(row=row, decision="skip", by=cast.coordinator, at=NOON)
    row.refresh_from_db()
    assert row.state == RowState.SKIPPED


@pytest.mark.parametrize(("heading", "said"), [("비고", "우수회원"), ("탈퇴여부", "N")])
def test_other_words_say_nothing_and_remarks_are_not_kept(heading, said, bring):
    row = bring(book(said, heading), "a.csv").rows.get()

    assert (row.state, row.problems) == (RowState.NEW, [])
    assert "standing" not in row.raw


@pytest.mark.parametrize("first", ["", "2012-09-01"])
def test_two_people_of_one_firm_that_has_left(first, bring, record, cast):
    body = cast.group
    body.kind = GroupKind.ASSOCIATION
    body.save()
    head = "업체명,담당자,가입일,탈퇴일\n"
    if first:
        record(bring((head + "가나정밀,김하나,2012-03-05,\n").encode(), "a.csv"))
    rows = f"가나정밀,김하나,2012-03-05,{first}\n가나정밀,이두리,2012-03-05,2012-09-01\n"

    record(bring((head + rows).encode(), "b.csv"), replaces=True)

    ends = Membership.objects.filter(group=body, person=None, organisation__name_ko="가나정밀")
    assert [membership.ends_on for membership in ends] == [LEFT if first else None]


def test_undone_after_the_end_of_the_group_it_lasts_as_long(bring, record, take_back, cast):
    first = record(bring(book(""), "a.csv"))
    later = record(bring(book("2012-09-01"), "b.csv"), replaces=True)
    last = dt.date(2030, 1, 1)
    Group.objects.filter(pk=cast.group.pk).update(ended_on=last)

    take_back(later)

    assert ours(first) == [(dt.date(2012, 3, 5), last)]
