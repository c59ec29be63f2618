from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dure.community.groups import actions as groups
from dure.community.import_rows.models import Import, ImportRow, RowState, Status
from dure.community.imports import actions
from dure.community.models import (
    Group,
    GroupKind,
    IndustryClass,
    Membership,
    Organisation,
    Person,
    Post,
    SizeClass,
)
from dure.community.organisations import actions as organisations
from dure.community.people import actions as people
from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from dure.core.search import queries as search
from tests.factories import NOON, GroupFactory, IndustryFactory, OrganisationFactory

from . import workbooks
from .conftest import DAY, work

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = (Organisation, Person, Post, Membership, SizeClass, IndustryClass)


def everything() -> list[object]:
    """What is recorded, but for when it was last touched."""
    return [
        [{k: v for k, v in row.items() if k != "updated_at"} for row in rows]
        for rows in (table.objects.order_by("pk").values() for table in TABLES)
    ]


def csv(text: str) -> bytes:
    return text.encode("cp949")


def states(source: Import) -> list[str]:
    return [row.state for row in source.rows.order_by("number")]


def codes(source: Import) -> list[list[str]]:
    return [[p.code for p in row.told] for row in source.rows.order_by("number")]


def test_nothing_is_recorded_before_it_is_confirmed(cast, bring):
    before = everything()

    source = bring(workbooks.members(3))

    assert everything() == before
    assert states(source) == [RowState.NEW] * 3


def test_an_import_records_what_the_rows_say(cast, bring, record):
    industry = IndustryFactory(code="29294")

    record(bring(workbooks.members(2)))

    firm = Organisation.objects.get(business_number=workbooks.number(1))
    person = Person.objects.get(name_ko="이담당1")
    assert (firm.name_ko, firm.complex, firm.kind) == ("주식회사 구미1정밀", cast.complex, "firm")
    assert (person.telephone, person.email) == ("010-1234-0001", "p1@example.com")
    assert {(p.person.name_ko, p.title) for p in firm.posts.all()} == {
        ("이담당1", "과장"),
        ("김대표1", "대표"),
    }
    membership = Membership.objects.get(organisation=firm)
    assert (membership.person, membership.starts_on) == (person, dt.date(2012, 2, 2))
    assert firm.industries.get().industry == industry
    assert list(search.matching(Organisation, "구미1정")) == [firm]


def test_an_industry_is_known_by_its_korean_and_its_english_name(cast, bring, record):
    IndustryFactory(code="29294", name_ko="주형 및 금형 제조업", name_en="Manufacture of moulds")
    rows = "기업명,업종\n가정밀,주형및 금형 제조업\n나정밀,manufacture of moulds\n"

    record(bring(rows.encode(), "members.csv"))

    firms = Organisation.objects.filter(name_ko__endswith="정밀", industries__isnull=False)
    assert [firm.industries.get().industry.code for firm in firms] == ["29294"] * 2


def test_every_write_has_its_audit_row(cast, bring, record):
    before = set(AuditEvent.objects.values_list("pk", flat=True))

    record(bring(workbooks.members(2)))

    done = AuditEvent.objects.exclude(pk__in=before).values_list("action", flat=True)
    assert sorted(done) == sorted(
        [
            *("file.stored", "import.uploaded", "import.confirmed", "import.written"),
            *["organisation.registered"] * 2,
            *["person.registered", "person.post_given"] * 4,
            *["group.member_admitted"] * 2,
        ]
    )


def test_the_same_file_twice_changes_nothing(bring, record):
    record(bring(workbooks.members(3)))
    before = everything()

    again = bring(workbooks.members(3))

    assert states(again) == [RowState.UNCHANGED] * 3
    with pytest.raises(RuleBroken, match="nothing to import"):
        record(again)
    assert everything() == before


def test_confirming_twice_writes_once(cast, bring):
    source = bring(workbooks.members(2))

    for _ in range(2):
        actions.confirm(source=source, replaces=False, by=cast.coordinator, at=NOON)
    work()
    actions.confirm(source=source, replaces=True, by=cast.coordinator, at=NOON)
    work()

    assert Organisation.objects.filter(name_ko__startswith="주식회사").count() == 2
    assert AuditEvent.objects.filter(action="import.confirmed").count() == 1


def test_two_imports_looked_at_together_write_once(cast, bring, record):
    first, second = bring(workbooks.members(2)), bring(workbooks.members(2), group=None)
    assert states(second) == [RowState.NEW] * 2

    record(first)
    before = everything()
    record(second)

    assert everything() == before


def test_an_organisation_is_matched_by_number_or_by_name_and_address(cast, bring):
    OrganisationFactory(business_number=workbooks.number(1), complex=cast.complex)
    OrganisationFactory(
        name_ko="두레정밀(주)", address="경북 구미시 공단로 1", complex=cast.complex
    )
    OrganisationFactory(name_ko="다른주소", address="경북 구미시 공단로 2", complex=cast.complex)
    OrganisationFactory(name_ko="비슷한이름", complex=cast.complex)
    text = (
        "업체명,사업자번호,주소\n"
        f"바뀐 이름,{workbooks.number(1)},\n"
        "주식회사 두레정밀,,경상북도 구미시 공단로 1 (공단동)\n"
        "다른주소,,대구 어딘가\n비슷한이르,,\n아주새로운곳,,\n"
    )

    source = bring(csv(text), "a.csv", group=None)

    assert states(source) == ["matched", "matched", "choose", "choose", "new"]
    assert [c[0] for c in codes(source)[:4]] == [
        "match.number",
        "match.name",
        "choose.address",
        "choose.similar",
    ]


def test_empty_columns_are_filled_and_others_kept_unless_chosen(cast, bring, record):
    firm = OrganisationFactory(
        name_ko="두레", business_number=workbooks.number(1), complex=cast.complex, address="대구 1"
    )
    text = f"업체명,사업자번호,주소,전화\n두레,{workbooks.number(1)},구미 2,544621234\n"
    source = bring(csv(text), "a.csv", group=None)
    assert source.rows.get().changes == [
        ["address", "대구 1", "구미 2"],
        ["telephone", "", "054-462-1234"],
    ]

    record(source)
    firm.refresh_from_db()
    assert (firm.address, firm.telephone) == ("대구 1", "054-462-1234")

    record(bring(csv(text + "\n"), "a.csv", group=None), replaces=True)
    firm.refresh_from_db()
    assert firm.address == "구미 2"


def test_an_organisation_of_another_complex_is_left_as_it_is(cast, bring, record):
    firm = OrganisationFactory(
        name_ko="남의회사", business_number=workbooks.number(1), complex=cast.other_complex
    )
    text = f"업체명,사업자번호,주소,담당자\n두레,{workbooks.number(1)},구미 2,박가상\n"

    source = bring(csv(text), "a.csv")
    record(source)

    firm.refresh_from_db()
    assert "match.elsewhere" in codes(source)[0]
    assert source.rows.get().changes == []
    assert (firm.name_ko, firm.address) == ("남의회사", "")
    assert Membership.objects.filter(group=cast.group, organisation=firm).exists()


def test_rows_that_repeat_are_told(bring, record):
    text = (
        "업체명,담당자,주소\n두레,이가상,구미\n(주)두레,박가상,구미\n두레,이가상,구미\n,최가상,\n"
    )

    source = record(bring(csv(text), "a.csv"))

    assert states(source) == ["new", "new", "again", "error"]
    assert codes(source)[1:] == [["row.same"], ["row.again"], ["name.missing"]]
    assert Organisation.objects.get(name_ko="두레").posts.count() == 2


def test_a_membership_begins_no_earlier_than_its_group(cast, bring, record):
    group = GroupFactory(complex=cast.complex, founded_on=dt.date(2010, 1, 1))
    ended = GroupFactory(
        complex=cast.complex,
        name_ko="끝난 모임",
        founded_on=dt.date(2005, 1, 1),
        ended_on=dt.date(2006, 1, 1),
    )
    text = (
        "업체명,담당자,가입일,미니클러스터\n"
        f"두레,이가상,2008.1.1,{group.name_ko}\n나래,박가상,2008.1.1,{ended.name_ko}\n"
        "다래,최가상,2008.1.1,없는 모임\n"
    )

    source = record(bring(csv(text), "a.csv", group=None))

    assert codes(source) == [["joined.early"], ["joined.late"], ["group.strange"]]
    assert Membership.objects.get(group=group).starts_on == group.founded_on
    assert not Membership.objects.filter(group=ended).exists()


def test_of_an_association_the_organisation_is_the_member(cast, bring, record):
    Group.objects.filter(pk=cast.group.pk).update(kind=GroupKind.ASSOCIATION)
    cast.group.refresh_from_db()

    record(bring(csv("업체명,담당자,규모\n두레,이가상,소기업\n"), "a.csv"))

    membership = Membership.objects.get(organisation__name_ko="두레")
    assert membership.person is None
    assert SizeClass.objects.get().size == "small"


def test_the_group_must_be_of_the_complex(cast):
    with pytest.raises(RuleBroken, match="group of this complex"):
        actions.upload(
            complex=cast.other_complex,
            group=cast.group,
            upload=workbooks.upload(workbooks.members(1)),
            starts_on=DAY,
            by=cast.programme_officer,
            at=NOON,
        )


def test_a_workbook_that_turns_out_unreadable_says_why(bring):
    source = bring(workbooks.workbook([[f"{n}" for n in range(300)]]))

    assert source.status == Status.UNREADABLE
    assert "200" in source.reason["en"]


@pytest.mark.parametrize("replaces", [False, True])
def test_an_undone_import_leaves_no_trace(replaces, cast, bring, record, take_back):
    IndustryFactory(code="29294")
    OrganisationFactory(
        name_ko="두레", business_number=workbooks.number(1), complex=cast.complex, address="대구 1"
    )
    before = everything()
    source = record(bring(workbooks.members(3)), replaces=replaces)
    assert everything() != before

    take_back(source)

    assert everything() == before
    assert source.effects.exclude(kept="").count() == 0


def test_what_was_changed_since_is_kept_and_told(cast, bring, record, take_back):
    source = record(bring(workbooks.members(4)))
    firms = {n: Organisation.objects.get(business_number=workbooks.number(n)) for n in range(4)}
    organisations.edit(organisation=firms[0], address="새 주소", by=None, at=NOON)
    person = Person.objects.get(name_ko="이담당1")
    people.edit(person=person, email="new@example.com", by=None, at=NOON)
    membership = Membership.objects.get(organisation=firms[2])
    groups.leave(membership=membership, ends_on=dt.date(2020, 1, 1), by=None, at=NOON)

    take_back(source)

    kept = set(source.effects.exclude(kept="").values_list("kind", "kept", "row__number"))
    first = source.rows.order_by("number").first().number
    assert kept == {
        ("organisation", "changed", first),
        ("person", "changed", first + 1),
        ("membership", "changed", first + 2),
        ("person", "in_use", first + 2),
        ("organisation", "in_use", first + 2),
    }
    assert not Organisation.objects.filter(pk=firms[3].pk).exists()


def test_a_second_undo_does_nothing(cast, bring, record, take_back):
    source = take_back(record(bring(workbooks.members(2))))
    n_events = AuditEvent.objects.count()

    take_back(source)

    assert AuditEvent.objects.count() == n_events


def test_an_undone_import_can_be_imported_again(bring, record, take_back):
    take_back(record(bring(workbooks.members(2))))

    assert states(bring(workbooks.members(2))) == [RowState.NEW] * 2


def test_a_number_taken_meanwhile_is_told(cast, bring, record):
    OrganisationFactory(name_ko="두레", complex=cast.complex, address="구미 1")
    text = f"업체명,사업자번호,주소\n두레,{workbooks.number(1)},구미 1\n"
    source = bring(csv(text), "a.csv", group=None)
    OrganisationFactory(business_number=workbooks.number(1))

    record(source)

    assert codes(source)[0][-1] == "edit.refused"


def test_a_row_cannot_be_decided_once_confirmed(cast, bring, record):
    source = record(bring(workbooks.members(1)))

    with pytest.raises(RuleBroken, match="until the import is confirmed"):
        actions.decide(row=source.rows.get(), decision="skip", by=cast.coordinator, at=NOON)


def test_ten_thousand_rows(cast, bring, record, take_back):
    before = everything()
    source = bring(workbooks.members(10_000))
    assert set(states(source)) == {RowState.NEW}

    record(source)

    assert Organisation.objects.count() == 10_001
    assert Person.objects.count() == 20_002
    assert Membership.objects.filter(group=cast.group).count() == 10_002
    assert source.n_done == 10_000
    take_back(source)
    assert everything() == before


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters='",'),
    max_size=30,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=5))
def test_whatever_the_cells_hold_can_be_imported_and_undone(cast, bring, record, take_back, table):
    before = everything()
    rows = "\n".join(",".join(f'"{cell}"' for cell in row) for row in table)

    source = bring(f"업체명,담당자,휴대폰,주소\n{rows}\n".encode("utf-8-sig"), "a.csv")

    if ImportRow.objects.filter(source=source).to_enter().exists():
        take_back(record(source))
    assert everything() == before
