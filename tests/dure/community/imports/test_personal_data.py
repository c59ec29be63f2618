"""What a workbook said of a person is told to them, and goes when they are erased."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dure.community.disclosure import exports, queries
from dure.community.erasure import actions as erasure
from dure.community.import_rows.models import Import, ImportEffect, ImportRow
from dure.community.models import Person
from dure.community.people import actions as people
from tests.factories import NOON

from . import workbooks

pytestmark = pytest.mark.django_db(transaction=True)
BOOK = """업체명,사업자등록번호,대표자,담당자,직위,휴대폰,이메일,주민번호
가나정밀,{0},박대표,남궁별님,별난팀장,1043218765,namgung@example.com,820131-2
가나정밀,{0},박대표,최동료,과장,010-1111-2222,choi@example.com,790101-1
다라금형,{1},황보혼자,,별난사장,,
,,,,,,
※ 명부의 잘못은 사무국 남궁 별님 (+82) 10.4321.8765 에게 알려 주시기 바랍니다. 고맙습니다,,,,,,
""".format(workbooks.number(1), workbooks.number(2))
TRACES = ("남궁", "820131", "별난팀장", "43218765", "4321.8765", "namgung")


@pytest.fixture
def imported(bring, record):
    return record(bring(BOOK.encode("cp949"), "명부.csv"))


def kept() -> str:
    """All that imports keep, as one text."""
    models = (Import, ImportRow, ImportEffect)
    return str([list(model.objects.order_by("pk").values()) for model in models])


def test_a_person_reads_what_workbooks_said_of_them(imported):
    person = Person.objects.get(name_ko="남궁별님")

    data = queries.personal_data(person)["imports"]

    assert [row["row"] for row in data] == [2]
    assert data[0]["workbook"] == "명부.csv"
    assert data[0]["is_workbook_kept"] is True
    assert (data[0]["title"], data[0]["mobile"]) == ("별난팀장", "1043218765")
    assert "최동료" not in str(data)
    assert "박대표" not in str(data)


def test_a_head_reads_the_rows_that_name_them(imported):
    several = Person.objects.get(name_ko="박대표")
    alone = Person.objects.get(name_ko="황보혼자")

    assert [one.said for one in queries.carried(several)] == [{"ceo": "박대표"}] * 2
    assert [one.said for one in queries.carried(alone)] == [
        {"ceo": "황보혼자", "title": "별난사장"}
    ]


def test_who_was_renamed_still_reads_it(imported, cast):
    person = Person.objects.get(name_ko="황보혼자")
    people.edit(person=person, name_ko="새이름", by=cast.coordinator, at=NOON)
    ImportEffect.objects.filter(kind="person", target=person.pk).delete()

    assert [one.said["ceo"] for one in queries.carried(person)] == ["황보혼자"]


def test_a_row_that_changed_nothing_is_told_too(imported, bring):
    bring(BOOK.encode("utf-8"), "again.csv")

    found = queries.carried(Person.objects.get(name_ko="남궁별님"))

    assert [one.source.file.name for one in found] == ["명부.csv", "again.csv"]


def test_a_removed_workbook_is_told(imported, client, cast):
    colleague = Person.objects.get(name_ko="최동료")
    erasure.erase(person=Person.objects.get(name_ko="남궁별님"), by=None, at=NOON)

    part = next(part for part in exports.letter(colleague) if part.title == "Imports")
    client.force_login(cast.programme_officer)
    page = client.get(reverse("person-data", args=[colleague.pk])).content.decode()

    assert part.items[0].text.endswith("the workbook itself was removed")
    assert queries.personal_data(colleague)["imports"][0]["is_workbook_kept"] is False
    assert "the workbook itself was removed" in page


def test_erased_they_are_in_no_import(imported):
    person = Person.objects.get(name_ko="남궁별님")

    assert all(trace in kept() for trace in TRACES)
    erasure.erase(person=person, by=None, at=NOON)

    assert [trace for trace in TRACES if trace in kept()] == []
    assert "최동료" in kept()
    assert "790101-1" in str(Import.objects.get().samples)
    assert not imported.file.path.exists()
    person.refresh_from_db()
    told = queries.carried(person)
    assert [one.said for one in told] == [{}]  # that there was an import, and nothing of it


def test_erased_after_they_changed_everything(imported, cast):
    person = Person.objects.get(name_ko="남궁별님")
    people.edit(
        person=person, name_ko="새이름", email="new@example.com", telephone="010-9999-0000",
        by=cast.coordinator, at=NOON,
    )  # fmt: skip

    erasure.erase(person=person, by=None, at=NOON)

    assert [trace for trace in TRACES if trace in kept()] == []


def test_what_an_import_would_have_changed_goes_too(imported, bring):
    other = BOOK.replace("1043218765", "010-5555-6666").replace("namgung@", "byeol@")
    bring(other.encode("utf-8"), "new.csv")

    erasure.erase(person=Person.objects.get(name_ko="남궁별님"), by=None, at=NOON)

    for trace in (*TRACES, "5555-6666", "byeol@"):
        assert trace not in kept()


def test_several_numbers_in_one_cell_are_found(imported):
    row = imported.rows.get(number=3)
    row.raw |= {"website": "0544621234 01043218765 0212345678", "address": "공단로 12345678"}
    row.save()

    erasure.erase(person=Person.objects.get(name_ko="남궁별님"), by=None, at=NOON)

    row.refresh_from_db()
    assert (row.raw["website"], row.raw["address"]) == ("", "공단로 12345678")
