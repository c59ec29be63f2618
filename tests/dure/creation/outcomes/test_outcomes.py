from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from dure.core.errors import RuleBroken
from dure.core.models import AuditEvent
from dure.creation.models import Outcome, OutcomeKind, Precision
from dure.creation.outcomes import actions
from tests.factories import NOON, GroupFactory

pytestmark = pytest.mark.django_db


def booth(cast, **columns):
    return {
        "complex": cast.complex,
        "group": cast.group,
        "kind": OutcomeKind.TRADE_FAIR,
        "what_ko": "공동 부스",
        "what_en": "Joint booth",
        "happened_on": dt.date(2011, 11, 2),
        "source": "section 5",
        "n_firms": 23,
        "by": cast.coordinator,
        "at": NOON,
    } | columns


def test_report_writes_the_outcome_and_who_reported_it(cast):
    outcome = actions.report(**booth(cast))

    assert (outcome.n_firms, outcome.precision, outcome.group) == (23, Precision.DAY, cast.group)
    event = AuditEvent.objects.get(action="outcome.reported")
    assert (event.target, event.done_by) == (f"creation.outcome:{outcome.pk}", cast.coordinator)


def test_the_same_report_twice_is_one_outcome(cast):
    first = actions.report(**booth(cast))

    assert actions.report(**booth(cast)) == first
    assert AuditEvent.objects.filter(action="outcome.reported").count() == 1


def test_a_group_of_another_complex_is_refused(cast):
    with pytest.raises(RuleBroken, match="another complex"):
        actions.report(**booth(cast, group=GroupFactory(complex=cast.other_complex)))

    assert not Outcome.objects.exists()


def test_an_outcome_without_its_source_is_refused(cast):
    with pytest.raises(ValidationError, match="source"):
        actions.report(**booth(cast, source=""))


def test_the_database_refuses_an_outcome_without_a_source(cast):
    outcome = actions.report(**booth(cast))

    with pytest.raises(IntegrityError):
        Outcome.objects.filter(pk=outcome.pk).update(source="")


def test_everybody_signed_in_sees_outcomes_and_a_closed_account_none(cast):
    outcome = actions.report(**booth(cast))
    seen = {name: list(Outcome.objects.visible_to(who)) for name, who in cast.everyone().items()}
    cast.stranger.is_active = False

    assert seen == {name: [outcome] for name in cast.everyone()}
    assert list(Outcome.objects.visible_to(cast.stranger)) == []


@pytest.mark.parametrize(
    ("precision", "written"),
    [(Precision.DAY, "2011-11-02"), (Precision.MONTH, "2011-11"), (Precision.YEAR, "2011")],
)
def test_a_date_is_no_more_exact_than_its_source(precision, written, cast):
    assert actions.report(**booth(cast, precision=precision)).date_as_known == written


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_no_more_for_more_rows(
    count, client, cast, django_assert_num_queries
):
    for i in range(count):
        actions.report(**booth(cast, what_ko=f"부스 {i}"))
    client.force_login(cast.stranger)

    with django_assert_num_queries(6):  # session, user, standing, complexes to choose, count, rows
        response = client.get(reverse("outcome-list"))

    assertContains(response, "Joint booth", count=count)


def test_list_says_what_to_do_first(client, cast):
    client.force_login(cast.stranger)

    assertContains(client.get(reverse("outcome-list")), "No outcome reported yet")


def test_list_names_a_common_source_once(client, cast):
    actions.report(**booth(cast))
    actions.report(**booth(cast, what_ko="수주 상담회"))
    client.force_login(cast.stranger)

    assertContains(client.get(reverse("outcome-list")), "section 5", count=1)


def test_list_narrows_by_year(client, cast):
    actions.report(**booth(cast))
    client.force_login(cast.stranger)

    found = [client.get(reverse("outcome-list"), {"year": y}) for y in (2011, 2012)]

    assertContains(found[0], "Joint booth")
    assertNotContains(found[1], "Joint booth")


def test_export_is_a_workbook_of_the_same_rows(client, cast):
    actions.report(**booth(cast))
    client.force_login(cast.stranger)

    response = client.get(reverse("outcome-export"))

    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    day, *rest = rows[-1]
    assert (day.date(), rest[:2]) == (dt.date(2011, 11, 2), ["Trade fair", "공동 부스"])


@pytest.mark.parametrize("name", ["outcome-list", "outcome-export"])
def test_who_is_not_logged_in_is_sent_to_log_in(name, client, db):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert "log" in response["Location"]


def test_a_source_in_both_languages_is_cited_in_the_readers(cast, client):
    cast.member.language = "en"
    cast.member.save()
    client.force_login(cast.member)
    actions.report(**booth(cast) | {"source": "논문, 5절 / Paper, section 5"})

    page = client.get(reverse("outcome-list")).content.decode()

    assert "<p>Paper, section 5</p>" in page
