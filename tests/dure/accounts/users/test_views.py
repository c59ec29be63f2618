from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from dure.accounts.models import Role, RoleKind
from tests.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_no_more_for_more_accounts(
    count, client, django_assert_num_queries
):
    officer = RoleFactory(kind=RoleKind.PROGRAMME_OFFICER).user
    for _ in range(count):
        RoleFactory()
    client.force_login(officer)

    # session, account, may see the list, number, accounts, their roles, may invite, standing
    with django_assert_num_queries(12):
        client.get(reverse("user-list"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"q": "kim"}, {"Kim"}),
        ({"q": "lee@example"}, {"Lee"}),
        ({"role": "expert"}, {"Kim"}),
        ({"state": "open"}, {"Kim", "Officer"}),
        ({"state": "closed"}, {"Lee"}),
        ({"state": "invited"}, {"Park"}),
        ({"state": "nonsense"}, {"Kim", "Lee", "Park", "Officer"}),
    ],
)
def test_the_list_is_filtered(query, shown, client):
    officer = RoleFactory(kind=RoleKind.PROGRAMME_OFFICER, user__name="Officer").user
    kim = UserFactory(name="Kim")
    RoleFactory(user=kim)
    UserFactory(name="Lee", email="lee@example.com", is_active=False, password="kept")
    UserFactory(name="Park", is_active=False)
    client.force_login(officer)

    response = client.get(reverse("user-list"), query)

    assert {row.user.name for row in response.context["rows"]} == shown


def test_what_an_officer_and_an_auditor_see_of_an_account(client, cast):
    address = reverse("user-page", args=[cast.expert.pk])
    client.force_login(cast.programme_officer)
    officers = client.get(address)
    client.force_login(cast.auditor)
    auditors = client.get(address)

    for response in (officers, auditors):
        assertContains(response, "Expert")
        assertContains(response, reverse("audit-page", args=["accounts.user", cast.expert.pk]))
    deeds = [
        reverse("role-grant", args=[cast.expert.pk]),
        reverse("role-end", args=[cast.expert.roles.get().pk]),
        reverse("user-close", args=[cast.expert.pk]),
    ]
    for deed in deeds:
        assertContains(officers, deed)
        assertNotContains(auditors, deed)


def test_an_officer_gives_and_ends_a_role(client, cast):
    client.force_login(cast.programme_officer)
    page = reverse("user-page", args=[cast.stranger.pk])
    grant = reverse("role-grant", args=[cast.stranger.pk])

    response = client.post(grant, {"kind": "reviewer", "starts_on": "2026-01-01"})
    assert response.url == page
    role = Role.objects.get(user=cast.stranger)
    assertContains(client.post(grant, {"kind": "reviewer", "starts_on": "2026-02-01"}), "End that")

    end = reverse("role-end", args=[role.pk])
    assertContains(client.post(end, {"ends_on": "2025-01-01"}), "before the day")
    assert client.post(end, {"ends_on": "2026-03-01"}).url == page
    assert client.get(end).status_code == 404


def test_an_officer_closes_an_account_and_opens_it_again(client, cast):
    cast.member.set_password("a long password")
    cast.member.save()
    client.force_login(cast.programme_officer)

    for deed, is_active in [("user-close", False), ("user-reopen", True)]:
        assert client.post(reverse(deed, args=[cast.member.pk])).status_code == 302
        cast.member.refresh_from_db()
        assert cast.member.is_active is is_active


def test_one_changes_ones_own_name(client, cast):
    client.force_login(cast.auditor)
    assert client.get(reverse("account-rename")).status_code == 200

    client.post(reverse("account-rename"), {"name": "새 이름"})

    assertContains(client.get(reverse("account-page")), "새 이름")


def test_one_ends_a_session_of_ones_own_and_of_nobody_else(client, cast):
    client.force_login(cast.member)
    own, others = (
        UserSession.objects.create(user=who, ip="::1", session_key=who.name)
        for who in (cast.member, cast.stranger)
    )

    assert client.post(reverse("session-end", args=[own.pk])).status_code == 302
    assert client.post(reverse("session-end", args=[others.pk])).status_code == 404
    assert list(UserSession.objects.all()) == [others]


def test_the_language_is_kept_with_the_account_and_in_the_browser(client, cast):
    client.force_login(cast.member)

    response = client.post(reverse("set_language"), {"language": "ko", "next": "/account/"})

    assert response.url == "/account/"
    assertContains(client.get("/account/"), '<html lang="ko">')
    client.logout()
    client.cookies["django_language"] = response.cookies["django_language"].value
    assertContains(client.get(reverse("account_login")), '<html lang="ko">')


@pytest.mark.parametrize(
    ("sent", "after"),
    [
        ({"language": "xx", "next": "/account/"}, "/account/"),
        ({"language": "en", "next": "https://evil.example/"}, "/"),
    ],
    ids=["unknown language", "elsewhere"],
)
def test_the_language_switch_is_not_led_astray(sent, after, client, db):
    assert client.post(reverse("set_language"), sent).url == after
