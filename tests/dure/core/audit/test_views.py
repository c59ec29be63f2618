from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from dure.core.audit import queries, words
from tests.factories import NOON, AuditEventFactory, MembershipFactory, RoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = RoleFactory(kind="programme_officer", user__name="Officer").user
    client.force_login(user)
    return user


def listed(response):
    return [line.sentence for line in response.context["lines"]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more_rows(count, client, officer, django_assert_num_queries):
    for n in range(count):
        AuditEventFactory(target=f"community.complex:{n}")

    # session, account, may see, number, rows with who, the complexes among them, standing
    with django_assert_num_queries(7):
        client.get(reverse("audit-list"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_history_asks_no_more_for_more_rows(
    count, client, officer, cast, django_assert_num_queries
):
    for _ in range(count):
        AuditEventFactory(target=f"community.complex:{cast.complex.pk}")

    # session, account, may read, the complex, number, rows with who, the complexes among them,
    # standing
    with django_assert_num_queries(8):
        client.get(reverse("audit-page", args=["community.complex", cast.complex.pk]))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"action": "role.ended"}, ["Ended a role."]),
        ({"who": "kim"}, ["Closed the account."]),
        ({"since": "2026-03-03"}, ["Ended a role."]),
        ({"until": "2026-03-02"}, ["Closed the account."]),
        ({"since": "nonsense"}, ["Ended a role.", "Closed the account."]),
    ],
)
def test_the_list_is_filtered(query, shown, client, officer):
    AuditEventFactory(action="user.closed", done_by__name="Kim")
    AuditEventFactory(action="role.ended", done_at=NOON.replace(day=3))

    assert listed(client.get(reverse("audit-list"), query)) == shown


def test_a_page_holds_fifty(client, officer):
    for _ in range(51):
        AuditEventFactory()

    assert len(listed(client.get(reverse("audit-list")))) == 50
    assert len(listed(client.get(reverse("audit-list"), {"page": "2"}))) == 1


def test_a_history_tells_who_did_what_in_both_languages(client, officer, cast):
    AuditEventFactory(
        action="role.granted",
        target=f"accounts.user:{cast.expert.pk}",
        details={"role": 7, "kind": "expert", "starts_on": "2026-03-01"},
        done_by=None,
    )
    address = reverse("audit-page", args=["accounts.user", cast.expert.pk])

    english = client.get(address)
    officer.language = "ko"
    officer.save()
    korean = client.get(address)

    for said in ("Gave a role.", "Dure itself", "Role: Expert", "from: 2026-03-01"):
        assertContains(english, said)
    for said in ("역할을 지정했습니다.", "두레", "역할: 전문가", "시작일: 2026-03-01"):
        assertContains(korean, said)


def test_a_history_names_whom_a_deed_was_about(client, officer, cast):
    office = cast.group.offices.get(kind="chair")
    firm = MembershipFactory(group=cast.group, person=None, organisation=cast.organisation)
    for key, thing in (
        ("membership", cast.membership),
        ("membership", firm),
        ("office", office),
        ("ancestor", cast.group),
    ):
        AuditEventFactory(target=f"community.group:{cast.group.pk}", details={key: thing.pk})
    AuditEventFactory(target=f"community.group:{cast.group.pk}", details={"membership": 0})

    response = client.get(reverse("audit-page", args=["community.group", cast.group.pk]))

    named = [line.names for line in response.context["lines"]]
    people = [[cast.membership.person], [cast.organisation], [office.person]]
    assert sorted(named, key=str) == sorted([*people, [cast.group], []], key=str)
    assert not any(line.details for line in response.context["lines"])
    assertContains(response, cast.organisation.name_ko)


def test_the_history_of_what_is_deleted_can_still_be_read(client, officer):
    AuditEventFactory(target="community.organisation:999")

    response = client.get(reverse("audit-page", args=["community.organisation", 999]))

    assertContains(response, "deleted")
    assertContains(client.get(reverse("audit-list")), "/audit/community.organisation/999/")


@pytest.mark.parametrize("label", ["nothing.there", "nonsense", "community.organisation"])
def test_what_never_was_is_not_found(label, client, officer):
    assert client.get(reverse("audit-page", args=[label, 999])).status_code == 404


def test_what_nobody_has_touched_says_so(client, officer, cast):
    address = reverse("audit-page", args=["community.complex", cast.complex.pk])

    assertContains(client.get(address), "Nobody has done anything")


def test_one_reads_ones_own_history_and_nobody_elses(client, cast):
    client.force_login(cast.member)

    own, others = (
        client.get(reverse("audit-page", args=["accounts.user", who.pk]))
        for who in (cast.member, cast.stranger)
    )

    assert (own.status_code, others.status_code) == (200, 404)
    assertNotContains(own, 'href="/audit/"')


@pytest.mark.parametrize(
    ("who", "standing", "linked"),
    [
        ("auditor", {"oversees"}, True),
        ("coordinator", {"coordinates"}, True),
        ("other_coordinator", {"coordinates"}, False),
        ("stranger", set(), False),
    ],
)
def test_the_way_to_a_history_is_shown_to_who_may_read_it(who, standing, linked, cast):
    template = Template("{% load audit %}{% history_link thing %}")
    context = {"thing": cast.organisation, "user": getattr(cast, who), "standing": standing}

    shown = template.render(Context(context))

    address = reverse("audit-page", args=["community.organisation", cast.organisation.pk])
    assert (address in shown) is linked


def test_details_are_put_into_words():
    said = {
        "changed": ["region", "name_ko"],
        "part": "hub",
        "is_synthetic": True,
        "area_thousand_m2": "",
        "unheard_of": 3,
    }
    with translation.override("en"):
        told = dict(words.details("complex.edited", said, queries.model_of("community.complex")))

    assert told == {
        "changed": "Region, Name in Korean",
        "Part in the programme": "Hub",
        "is synthetic": "yes",
        "unheard of": "3",
    }


def test_a_deed_without_words_is_told_by_its_name():
    assert words.sentence("thing.done") == "thing.done"
    assert words.details("thing.done", {"left": 1}, None) == [("left", "1")]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_day_beyond_the_calendar_marks_its_field(client, cast, name, day):
    client.force_login(cast.auditor)

    assertContains(client.get(reverse("audit-list"), {name: day}), "Give a day")
