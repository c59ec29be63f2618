from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from dure.accounts.users import actions
from dure.core.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
PASSWORD = "seven green apples"


@pytest.fixture
def signed_in(client, db):
    actions.create(
        email="kim@example.com",
        name="Kim",
        language="en",
        password=PASSWORD,
        by=None,
        at=timezone.now(),
    )
    log_in(client)
    return client


def log_in(client):
    return client.post("/account/login/", {"login": "kim@example.com", "password": PASSWORD})


def code_of(secret: str) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06}"


def confirm(client):
    """Changing how one gets in asks for the password once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up(client) -> str:
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def test_an_app_is_set_up_and_then_asked_for(signed_in):
    secret = set_up(signed_in)
    stored = Authenticator.objects.get(type="totp")
    assert secret not in str(stored.data), "kept encrypted"
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {"user.totp_activated"}
    signed_in.post(reverse("account_logout"))

    assertRedirects(log_in(signed_in), reverse("mfa_authenticate"))
    assert signed_in.get(reverse("account-page")).status_code == 302
    assertContains(
        signed_in.post(reverse("mfa_authenticate"), {"code": "000000"}), "Incorrect code"
    )


def test_a_recovery_code_lets_in_once(signed_in):
    set_up(signed_in)
    codes = signed_in.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] not in str(Authenticator.objects.get(type="recovery_codes").data)

    for expected in (302, 200):
        signed_in.post(reverse("account_logout"))
        log_in(signed_in)
        response = signed_in.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert response.status_code == expected


def test_secrets_open_with_an_older_key_of_the_site(signed_in, settings):
    secret = set_up(signed_in)
    stored = Authenticator.objects.get(type="totp")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert stored.wrap().validate_code(code_of(secret)) or stored.wrap().instance


def test_every_page_of_the_second_factor_can_be_reached(signed_in):
    set_up(signed_in)
    names = [
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "account_reauthenticate",
    ]

    statuses = {name: signed_in.get(reverse(name)).status_code for name in names}

    assert statuses == dict.fromkeys(names, 200)


def test_new_codes_and_the_end_of_the_app_are_recorded(signed_in):
    set_up(signed_in)

    assert signed_in.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert signed_in.post(reverse("mfa_deactivate_totp")).status_code == 302

    deeds = list(AuditEvent.objects.values_list("action", flat=True))
    assert "user.recovery_codes_generated" in deeds
    assert "user.totp_deactivated" in deeds
    assert not Authenticator.objects.exists()
