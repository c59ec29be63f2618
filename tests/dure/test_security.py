"""What the browser is told, on whatever page; and what no template may hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.asserts import assertContains

import dure

SOURCE = Path(dure.__file__).parent
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a script for an address": re.compile(r"javascript:", re.IGNORECASE),
    "a third party": re.compile(r"(src|href)=\"(https?:)?//", re.IGNORECASE),
}
LETTERS = "letters"  # read in a mail program, where a style sheet is not loaded
PRINTED = {"document.html"}  # made into a PDF on the server, never sent to a browser
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_holds_nothing_that_the_policy_refuses(template):
    text = template.read_text(encoding="utf-8")
    if LETTERS in template.parts or template.name in PRINTED:
        return

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


def policy(response):
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/account/login/", 200),
        ("/account/", 200),
        ("/accounts/", 404),
        ("/nothing/here/", 404),
        ("/organisations/", 200),
        ("/organisations/export/", 200),
    ],
)
def test_every_answer_carries_the_headers(address, status, client, cast):
    if address != "/account/login/":
        client.force_login(cast.member)

    response = client.get(address)

    assert response.status_code == status
    assert policy(response) == POLICY
    told = {name: response.headers[name] for name in HEADERS}
    assert told == HEADERS


HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": settings.PERMISSIONS_POLICY,
}


def test_a_page_of_somebody_signed_in_is_not_kept_for_the_next(client, cast):
    client.force_login(cast.member)

    kept = client.get("/account/").headers["Cache-Control"]

    assert {"private", "no-cache"} <= set(kept.split(", "))


def test_a_form_of_another_site_is_refused_in_our_look(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.member)

    response = client.post("/account/name/", {"name": "another"})

    assertContains(response, "/static/core/css/", status_code=403)
    cast.member.refresh_from_db()
    assert cast.member.name == "member"


def test_a_host_that_is_not_ours_is_refused(client, db):
    assert client.get("/account/login/", headers={"host": "evil.example"}).status_code == 400


def test_the_cookies_of_a_site_travel_encrypted_and_hide_from_scripts():
    site = {
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "dure.example.org",
        "EMAIL_URL": "smtp://localhost:25",
        "DEFAULT_FROM_EMAIL": "Dure <office@example.org>",
        "DJANGO_SETTINGS_MODULE": "dure.config.settings.prod",
    }
    wanted = [
        "CSRF_COOKIE_SECURE",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
        "SECURE_HSTS_SECONDS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SECURE",
    ]
    tell = f"""if True:
        import json
        from django.conf import settings
        print(json.dumps({{name: getattr(settings, name) for name in {wanted!r}}}))
    """

    told = subprocess.run(
        [sys.executable, "-c", tell],
        env={**os.environ, **site},
        capture_output=True,
        check=True,
        text=True,
    ).stdout

    assert json.loads(told) == {
        "CSRF_COOKIE_SECURE": True,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": True,
    }


def test_a_request_that_cannot_be_read_is_refused_in_our_look(cast):
    """The body is said to be in an encoding that forms never have."""
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")  # brings the cookie, so that the body is looked at

    response = client.generic(
        "POST", "/language/", b"language=en", "application/x-www-form-urlencoded; charset=utf-16"
    )

    assertContains(response, "cannot be read", status_code=400)
    assert "script-src 'self'" in response["Content-Security-Policy"]
