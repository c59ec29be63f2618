from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from dure.accounts.invitations import actions
from dure.accounts.models import Invitation, User
from dure.core.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(cast):
    return actions.invite(
        email="new@example.com",
        name="New",
        language="en",
        by=cast.coordinator,
        at=timezone.now(),
    )


@pytest.fixture
def link(invitation):
    text = Letter.objects.get(key=f"invitation:{invitation.pk}").text
    return re.search(r"localhost:8000(/account/invitation/\S+)", text)[1]


FORM = {"email": "kim@example.com", "name": "Kim", "language": "ko", "kind": "expert"}


def test_a_programme_officer_invites_and_gives_a_role(client, cast):
    client.force_login(cast.programme_officer)
    assert client.get(reverse("invitation-add")).status_code == 200

    response = client.post(reverse("invitation-add"), FORM)

    user = User.objects.get(email="kim@example.com")
    assert response.url == reverse("user-page", args=[user.pk])
    assert user.roles.get().kind == "expert"


def test_a_broken_rule_stands_in_the_form(client, cast):
    client.force_login(cast.programme_officer)

    response = client.post(reverse("invitation-add"), FORM | {"email": cast.member.email})

    assert "already" in response.content.decode()


@pytest.mark.parametrize("who", ["coordinator", "auditor", "stranger"])
def test_nobody_else_invites_for_the_programme(who, client, cast):
    client.force_login(getattr(cast, who))

    assert client.get(reverse("invitation-add")).status_code == 404
    assert client.post(reverse("invitation-add"), FORM).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("deed", ["invitation-resend", "invitation-withdraw"])
@pytest.mark.parametrize("who", ["programme_officer", "coordinator"])
def test_officers_and_who_sent_it_send_it_again_or_withdraw_it(deed, who, client, cast, invitation):
    client.force_login(getattr(cast, who))

    response = client.post(reverse(deed, args=[invitation.pk]))

    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("deed", ["invitation-resend", "invitation-withdraw"])
@pytest.mark.parametrize("who", ["auditor", "other_coordinator", "stranger"])
def test_others_do_not(deed, who, client, cast, invitation):
    client.force_login(getattr(cast, who))

    assert client.post(reverse(deed, args=[invitation.pk])).status_code == 404


def test_the_link_leads_in(client, invitation, link):
    assert client.get(link).status_code == 200

    response = client.post(
        link, {"name": "New", "language": "en", "password": "seven green apples"}
    )

    assert response.status_code == 302
    assert client.get(reverse("account-page")).status_code == 200
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "password", ["short", "password1234", "new@example.com"], ids=["short", "common", "own address"]
)
def test_a_weak_password_is_refused_and_the_link_stays(password, client, link):
    response = client.post(link, {"name": "New", "language": "en", "password": password})

    assert response.status_code == 200
    assert client.get(link).status_code == 200


def test_a_wrong_link_says_what_to_do(client, db):
    response = client.get(reverse("invitation-accept", args=["wrong"]))

    assert response.status_code == 404
    assert "Ask who invited you" in response.content.decode()
