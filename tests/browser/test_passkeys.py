"""Passkeys, with the browser's own virtual authenticator; and log-in as a person does it."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from playwright.sync_api import expect

from dure.accounts.users import actions
from dure.core.audit.models import AuditEvent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "seven green apples"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def kim(transactional_db):
    return actions.create(
        email="kim@example.com",
        name="Kim",
        language="en",
        password=PASSWORD,
        by=None,
        at=timezone.now(),
    )


@pytest.fixture
def device(visit):
    """A visit from a machine that can hold passkeys."""
    begun = visit()
    session = begun.page.context.new_cdp_session(begun.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return begun


def log_in(visit):
    visit.go("/account/login/")
    visit.page.get_by_label("Email").fill("kim@example.com")
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.page.get_by_role("button", name="Log in", exact=True).click()
    expect(visit.page).not_to_have_url(re.compile("/account/login/"))


def log_out(visit):
    visit.go("/account/logout/")
    visit.page.locator("main").get_by_role("button", name="Log out").click()
    expect(visit.page).to_have_url(re.compile("/account/login/"))


def add_passkey(visit):
    visit.follow("/account/second-factor/webauthn/add/")
    visit.page.get_by_label("Password").fill(PASSWORD)
    visit.page.get_by_role("button", name="Go on").click()
    visit.page.get_by_label("Name").fill("my machine")
    visit.page.get_by_role("button", name="Add", exact=True).click()
    expect(visit.page.get_by_text("The passkey is added.")).to_be_visible()


def test_a_passkey_is_added_and_logs_in_without_a_password(kim, device):
    log_in(device)
    add_passkey(device)
    assert Authenticator.objects.filter(user=kim, type="webauthn").count() == 1
    assert AuditEvent.objects.filter(action="user.webauthn_added", done_by=kim).exists()
    log_out(device)

    device.page.get_by_role("button", name="Log in with a passkey").click()

    expect(device.page).to_have_url(f"{device.address}/")
    assert device.go("/account/") == 200
    assert device.complaints == []


def test_a_passkey_is_the_second_step_after_the_password(kim, device):
    log_in(device)
    add_passkey(device)
    log_out(device)

    log_in(device)
    expect(device.page).to_have_url(re.compile("/account/second-factor/authenticate/"))
    device.page.get_by_role("button", name="Use a passkey").click()

    expect(device.page).to_have_url(f"{device.address}/")
    assert device.complaints == []


def test_a_passkey_is_renamed_and_removed(kim, device):
    log_in(device)
    add_passkey(device)
    device.go("/account/second-factor/webauthn/")

    device.page.get_by_role("link", name="Rename").click()
    device.page.get_by_label("Name").fill("the blue key")
    device.page.get_by_role("button", name="Save").click()
    expect(device.page.get_by_role("rowheader", name="the blue key")).to_be_visible()

    device.page.get_by_role("link", name="Remove").click()
    device.page.get_by_role("button", name="Remove").click()
    expect(device.page.get_by_text("None yet.")).to_be_visible()
    assert not Authenticator.objects.filter(user=kim).exists()


def test_a_machine_that_refuses_is_told_what_else_to_do(kim, visit):
    begun = visit()
    session = begun.page.context.new_cdp_session(begun.page)
    session.send("WebAuthn.enable")
    options = AUTHENTICATOR | {"isUserVerified": False}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    begun.go("/account/login/")

    begun.page.get_by_role("button", name="Log in with a passkey").click()

    expect(begun.page.get_by_text("That did not work.")).to_be_visible()


def test_without_javascript_one_logs_in_with_the_password_alone(kim, visit):
    begun = visit(javascript=False)
    begun.go("/account/login/")
    expect(begun.page.get_by_role("button", name="Log in with a passkey")).to_be_hidden()

    log_in(begun)

    assert begun.go("/account/") == 200
