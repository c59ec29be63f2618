"""Log-in, forgotten passwords and changes of the account, through the pages."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from dure.accounts.models import User
from dure.accounts.users import actions
from dure.core.audit.models import AuditEvent
from dure.core.models import Letter

pytestmark = pytest.mark.django_db
PASSWORD = "seven green apples"
LOGIN = "/account/login/"


@pytest.fixture
def user(db):
    return actions.create(
        email="kim@example.com",
        name="Kim",
        language="en",
        password=PASSWORD,
        by=None,
        at=timezone.now(),
    )


def log_in(client, email="kim@example.com", password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def deeds():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def link_in(letter: Letter) -> str:
    return re.search(r"https?://[^/]+(/account/\S+)", letter.text)[1]


def test_who_gives_address_and_password_is_in_whatever_the_case_of_the_address(client, user):
    assertRedirects(log_in(client, "KIM@example.com"), "/", fetch_redirect_response=False)
    assert client.get(reverse("account-page")).status_code == 200


def test_log_out_asks_for_a_post(client, user):
    log_in(client)

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("account-page")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("account-page")).status_code == 302


@pytest.mark.parametrize("kind", ["wrong password", "unknown", "invited", "closed"])
def test_who_is_not_let_in_is_told_the_same(kind, client, user):
    email, password = user.email, "wrong"
    if kind == "unknown":
        email = "nobody@example.com"
    if kind == "invited":
        User.objects.update(password="!", is_active=False)
    if kind == "closed":
        User.objects.update(is_active=False)

    response = log_in(client, email, password)

    assertContains(response, "The email address and/or password you specified are not correct.")


def test_a_password_that_is_guessed_is_asked_for_five_times_only(client, user):
    for _ in range(5):
        log_in(client, password="wrong")

    assertContains(log_in(client), "Too many failed login attempts")
    assert client.get(reverse("account-page")).status_code == 302


def test_the_limit_is_kept_where_every_process_sees_it(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_many_addresses_from_one_machine_are_stopped(client, user):
    for n in range(20):
        log_in(client, f"guess{n}@example.com", "wrong")

    assertContains(log_in(client, "another@example.com"), "Too many failed login attempts")


def test_a_closed_account_tells_only_who_knows_its_password(client, user):
    User.objects.update(is_active=False)

    assertRedirects(log_in(client), reverse("account_inactive"))


def test_an_address_that_is_not_confirmed_is_asked_about_first(client, user):
    EmailAddress.objects.update(verified=False)

    assertRedirects(log_in(client), reverse("account_email_verification_sent"))

    link = link_in(Letter.objects.get())
    assertContains(client.get(link), "kim@example.com")
    client.post(link)
    assert EmailAddress.objects.get().verified


def test_nobody_signs_up_unless_a_site_opens_it(client, db, settings):
    form = {"email": "new@example.com", "name": "New", "password1": PASSWORD}
    address = reverse("account_signup")

    assertContains(client.get(address), "invitation")
    client.post(address, form)
    assert not User.objects.exists()

    settings.SIGN_UP_IS_OPEN = True
    assertContains(client.get(LOGIN), "Sign up")
    assertContains(client.get(address), "Name")
    client.post(address, form)
    created = User.objects.get()
    assert (created.name, created.email, created.language) == ("New", "new@example.com", "en")
    assert not EmailAddress.objects.get().verified
    assert "user.created" in deeds()


def test_signing_up_with_a_taken_address_looks_the_same_and_tells_its_owner(client, user, settings):
    settings.SIGN_UP_IS_OPEN = True

    response = client.post(
        reverse("account_signup"), {"email": user.email, "name": "X", "password1": PASSWORD}
    )

    assertRedirects(response, reverse("account_email_verification_sent"))
    assert "already" in Letter.objects.get().subject


def test_a_forgotten_password_is_chosen_anew_through_a_letter(client, user):
    address = reverse("account_reset_password")
    assert client.get(address).status_code == 200

    response = client.post(address, {"email": user.email})

    assertRedirects(response, reverse("account_reset_password_done"))
    link = link_in(Letter.objects.get())
    form = client.get(link, follow=True)
    new = "nine yellow pears"
    response = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assertRedirects(response, reverse("account_reset_password_from_key_done"))
    assert log_in(client, password=new).status_code == 302
    assert "user.password_reset" in deeds()
    assertContains(client.get(link, follow=True), "too old")


def test_a_forgotten_password_does_not_tell_who_has_an_account(client, user):
    address = reverse("account_reset_password")

    known, unknown = (
        client.post(address, {"email": email}, follow=True)
        for email in (user.email, "nobody@example.com")
    )

    assert known.redirect_chain == unknown.redirect_chain
    assert len(known.content) == len(unknown.content)
    letters = {letter.to: letter.subject for letter in Letter.objects.all()}
    assert letters == {
        user.email: "Choose a new password",
        "nobody@example.com": "There is no account with this address",
    }
    assert all(letter.is_confidential for letter in Letter.objects.all())


def test_letters_about_a_forgotten_password_are_few(client, user):
    for _ in range(5):
        client.post(reverse("account_reset_password"), {"email": user.email})

    assert Letter.objects.count() == 3


def test_a_changed_password_is_recorded_and_told_to_its_owner(client, user):
    user.language = "ko"
    user.save()
    log_in(client)
    address = reverse("account_change_password")
    assert client.get(address).status_code == 200

    new = "nine yellow pears"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(address, form).status_code == 302

    assert "user.password_changed" in deeds()
    letter = Letter.objects.get()
    assert (letter.to, letter.language) == (user.email, "ko")
    assert "비밀번호가 바뀌었습니다" in letter.subject


def test_a_new_address_counts_once_its_letter_is_answered(client, user):
    log_in(client)
    address = reverse("account_email")
    assert client.get(address).status_code == 200

    asked = client.post(address, {"action_add": "1", "email": "new@example.com"})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.get(asked.url).status_code == 200
    client.post(asked.url, {"password": PASSWORD})
    client.post(address, {"action_add": "1", "email": "new@example.com"})

    user.refresh_from_db()
    assert user.email == "kim@example.com"
    assertContains(client.get(address), "new@example.com")
    client.post(link_in(Letter.objects.get(to="new@example.com")))
    user.refresh_from_db()
    assert user.email == "new@example.com"
    assert "user.email_changed" in deeds()
    assert Letter.objects.filter(to="kim@example.com").exists()


def test_all_other_sessions_are_ended_at_once(client, user):
    log_in(client)
    other = type(client)()
    log_in(other)
    assertContains(client.get(reverse("usersessions_list")), "End all others")

    client.post(reverse("usersessions_list"))

    assert client.get(reverse("account-page")).status_code == 200
    assert other.get(reverse("account-page")).status_code == 302
    assert "user.sessions_ended" in deeds()


def test_a_change_and_its_audit_row_are_written_together_or_not_at_all(client, user, monkeypatch):
    log_in(client)

    def broken(*_args, **_kwargs):
        raise ValueError("no room")

    monkeypatch.setattr("dure.core.audit.actions.record", broken)
    new = "nine yellow pears"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    with pytest.raises(ValueError, match="no room"):
        client.post(reverse("account_change_password"), form)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
