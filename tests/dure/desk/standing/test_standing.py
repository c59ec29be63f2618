from __future__ import annotations

import pytest
from django.test import RequestFactory

from dure.accounts.models import RoleKind
from dure.desk.standing.http import context
from dure.desk.standing.queries import standing
from tests.factories import RoleFactory


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("programme_officer", {"directs", "oversees"}),
        ("auditor", {"oversees"}),
        ("coordinator", {"coordinates"}),
        ("member", set()),
        ("stranger", set()),
    ],
)
def test_standing_is_told_in_one_query(cast, django_assert_num_queries, who, expected):
    with django_assert_num_queries(1):
        assert standing(getattr(cast, who)) == expected


def test_an_officer_who_is_an_auditor_too_directs_nothing(cast):
    RoleFactory(user=cast.programme_officer, kind=RoleKind.AUDITOR)

    assert standing(cast.programme_officer) == {"oversees"}


def test_a_page_that_does_not_ask_costs_no_query(cast, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = cast.coordinator

    with django_assert_num_queries(0):
        found = context(request)["standing"]
    with django_assert_num_queries(1):
        assert "coordinates" in found


def test_who_is_not_signed_in_stands_nowhere():
    assert context(RequestFactory().get("/")) == {"standing": frozenset()}
