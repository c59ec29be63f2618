from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from dure.accounts.invitations import actions
from dure.accounts.invitations.queries import hashed, usable
from dure.accounts.models import Invitation, Role
from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from dure.core.models import Letter
from tests.factories import NOON, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://localhost:8000/account/invitation/([\w-]{43})/")


def invite(**changes):
    given = {"email": "new@example.com", "name": "New", "language": "en", "by": None, "at": NOON}
    return actions.invite(**(given | changes))


def token_of(invitation) -> str:
    return LINK.search(Letter.objects.get(key=f"invitation:{invitation.pk}").text)[1]


def accept(token, at=NOON, **changes):
    given = {"name": "New", "language": "en", "password": "a long password"}
    return actions.accept(token=token, **(given | changes), at=at)


def test_invite_makes_the_account_and_sends_the_link_but_stores_only_its_hash():
    officer = RoleFactory(kind="programme_officer").user

    invitation = invite(by=officer)

    assert invitation.user.is_awaited
    token = token_of(invitation)
    assert invitation.token_hash == hashed(token) != token
    assert invitation.expires_at == NOON + dt.timedelta(days=14)
    deeds = set(AuditEvent.objects.values_list("action", "target"))
    assert ("invitation.sent", f"accounts.user:{invitation.user_id}") in deeds


@pytest.mark.parametrize(("language", "subject"), [("ko", "초대"), ("en", "invited")])
def test_the_letter_speaks_the_language_of_its_reader(language, subject):
    invitation = invite(language=language, by=UserFactory(name="Sender"))

    letter = Letter.objects.get(key=f"invitation:{invitation.pk}")
    assert subject in letter.subject
    assert "Sender" in letter.text
    assert letter.language == language


def test_invite_sent_twice_is_one_invitation_and_one_letter():
    assert invite() == invite(email="NEW@example.com")
    assert Letter.objects.count() == 1


def test_an_invitation_that_is_too_old_is_replaced():
    first = invite()

    second = invite(at=NOON + dt.timedelta(days=15))

    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert second.is_open


@pytest.mark.parametrize(
    ("active", "complaint"), [(True, "already"), (False, "closed")], ids=["open", "closed"]
)
def test_invite_refuses_who_has_an_account(active, complaint):
    user = UserFactory(is_active=active)
    user.set_password("a long password")
    user.save()

    with pytest.raises(RuleBroken, match=complaint):
        invite(email=user.email)


def test_invite_as_gives_the_role_at_once():
    invitation = actions.invite_as(
        email="new@example.com", name="New", language="en", kind="auditor", by=None, at=NOON
    )

    assert Role.objects.get().user == invitation.user


def test_accept_opens_the_account_and_proves_the_address():
    invitation = invite()

    user = accept(token_of(invitation), name=" 새 이름 ", language="ko")

    user.refresh_from_db()
    assert (user.name, user.language, user.is_active) == ("새 이름", "ko", True)
    assert user.check_password("a long password")
    assert EmailAddress.objects.get(user=user).verified
    assert AuditEvent.objects.filter(action="invitation.accepted", done_by=user).exists()


def test_a_link_opens_once():
    token = token_of(invite())
    accept(token)

    with pytest.raises(RuleBroken, match="another"):
        accept(token)


def test_a_link_dies_of_age():
    token = token_of(invite())
    later = NOON + dt.timedelta(days=14)

    assert usable(token=token, at=later) is None
    with pytest.raises(RuleBroken, match="too old"):
        accept(token, at=later)


def test_resend_makes_a_new_link_and_kills_the_old():
    first = invite()

    second = actions.resend(invitation=first, by=None, at=NOON)

    assert usable(token=token_of(first), at=NOON) is None
    assert usable(token=token_of(second), at=NOON) == second


def test_withdraw_kills_the_link_and_is_safe_to_send_twice():
    invitation = invite()
    token = token_of(invitation)

    for _ in range(2):
        actions.withdraw(invitation=invitation, by=None, at=NOON)

    assert usable(token=token, at=NOON) is None
    assert AuditEvent.objects.filter(action="invitation.withdrawn").count() == 1


@pytest.mark.parametrize("deed", [actions.resend, actions.withdraw])
def test_what_is_accepted_is_neither_sent_again_nor_withdrawn(deed):
    invitation = invite()
    accept(token_of(invitation))

    with pytest.raises(RuleBroken, match="accepted already"):
        deed(invitation=invitation, by=None, at=NOON)


@pytest.mark.parametrize(
    "columns",
    [
        {"accepted_at": NOON, "withdrawn_at": NOON},
        {"expires_at": NOON - dt.timedelta(days=1)},
    ],
    ids=["accepted and withdrawn", "expires before it is sent"],
)
def test_the_database_refuses(columns):
    invitation = invite()

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**columns)


def test_the_database_refuses_two_open_invitations():
    invitation = invite()

    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            user=invitation.user, token_hash="x", sent_at=NOON, expires_at=invitation.expires_at
        )
