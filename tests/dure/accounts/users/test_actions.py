from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from dure.accounts.models import User
from dure.accounts.users import actions
from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from tests.factories import NOON, UserFactory

pytestmark = pytest.mark.django_db


def test_create_with_a_password_opens_the_account_and_records_it():
    officer = UserFactory()

    user = actions.create(
        email=" New@Example.com ",
        name="새 사람",
        language="ko",
        password="a long password",
        by=officer,
        at=NOON,
    )

    user.refresh_from_db()
    assert (user.email, user.name, user.is_active) == ("new@example.com", "새 사람", True)
    assert user.check_password("a long password")
    assert EmailAddress.objects.get(user=user).verified
    event = AuditEvent.objects.get()
    assert (event.action, event.target) == ("user.created", f"accounts.user:{user.pk}")
    assert (event.done_by, event.done_at) == (officer, NOON)


def test_create_without_a_password_leaves_the_account_closed():
    user = actions.create(email="new@example.com", name="New", language="en", by=None, at=NOON)

    assert user.is_awaited
    assert not EmailAddress.objects.get(user=user).verified


def test_create_refuses_a_second_account_with_the_address_whatever_its_case():
    UserFactory(email="kim@example.com")

    with pytest.raises(RuleBroken, match="already"):
        actions.create(email="KIM@example.com", name="Kim", language="ko", by=None, at=NOON)

    assert not AuditEvent.objects.exists()


def test_create_answers_with_a_sentence_when_another_was_a_moment_earlier(monkeypatch):
    def too_late(self, **_):
        raise IntegrityError

    monkeypatch.setattr(User, "save", too_late)

    with pytest.raises(RuleBroken, match="already"):
        actions.create(email="kim@example.com", name="Kim", language="ko", by=None, at=NOON)


def test_the_database_refuses_two_accounts_with_one_address():
    UserFactory(email="kim@example.com")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Kim@example.com")


@pytest.mark.parametrize(
    ("deed", "change", "action"),
    [
        (actions.change_language, {"language": "ko"}, "user.language_changed"),
        (actions.rename, {"name": "김새롬"}, "user.renamed"),
    ],
)
def test_a_change_is_recorded_once_however_often_it_is_sent(deed, change, action):
    user = UserFactory()

    for _ in range(2):
        deed(user=user, **change, by=user, at=NOON)

    user.refresh_from_db()
    assert {name: getattr(user, name) for name in change} == change
    assert [event.action for event in AuditEvent.objects.all()] == [action]


def test_close_ends_the_sessions_and_reopen_lets_in_again(client):
    officer, user = UserFactory(), UserFactory()
    user.set_password("a long password")
    user.save()
    client.force_login(user)
    UserSession.objects.create(user=user, ip="::1", session_key=client.session.session_key)

    for _ in range(2):
        actions.close(user=user, by=officer, at=NOON)

    user.refresh_from_db()
    assert not user.is_active
    assert client.get("/account/").status_code == 302

    for _ in range(2):
        actions.reopen(user=user, by=officer, at=NOON)

    user.refresh_from_db()
    assert user.is_active
    deeds = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(deeds) == ["user.closed", "user.reopened"]


def test_nobody_closes_their_own_account():
    user = UserFactory()

    with pytest.raises(RuleBroken, match="your own"):
        actions.close(user=user, by=user, at=NOON)


def test_an_account_that_was_never_opened_is_not_reopened():
    user = UserFactory(is_active=False)

    with pytest.raises(RuleBroken, match="invitation"):
        actions.reopen(user=user, by=None, at=NOON)
