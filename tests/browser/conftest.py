"""A real browser on a real server: pages as a person meets them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from dure.accounts.models import User
from tests.browser.machine import FLAGS, HEIGHTS, executable

PATIENCE = 15_000  # milliseconds


@dataclass
class Visit:
    """One person at one screen, and what was wrong while they were there."""

    page: Page
    address: str  # of the server
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Open a page; what is none (a refusal, a file, a fragment) is only asked for."""
        asked = self.page.context.request.get(self.address + path, max_redirects=0)
        if asked.status != 200 or not asked.body()[:15].lower().startswith(b"<!doctype html>"):
            return 204 if asked.status == 200 else asked.status
        response = self.page.goto(self.address + path, wait_until="load")
        return response.status if response else 0

    def follow(self, path: str) -> None:
        """Open an address that leads on to another."""
        self.page.goto(self.address + path, wait_until="load")

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: console: {message.text}")

    def asked(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.address).netloc:
            self.complaints.append(f"{self.page.url}: asks a third party: {request.url}")


Visitor = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser(live_server) -> Iterator[Browser]:  # closed before the server is
    # The driver keeps a loop running in this thread, which Django takes for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser, transactional_db, live_server) -> Iterator[Visitor]:
    contexts = []

    def begin(
        user: User | None = None,
        *,
        width: int = 1280,
        scheme: str = "light",
        language: str = "en",
        javascript: bool = True,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 860)},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            User.objects.filter(pk=user.pk).update(language=language)
            cookies[settings.SESSION_COOKIE_NAME] = _session(user)
        context.add_cookies(
            [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()]
        )
        begun = Visit(context.new_page(), live_server.url)
        begun.page.on("console", begun.heard)
        begun.page.on("pageerror", lambda error: begun.complaints.append(f"error: {error}"))
        begun.page.on("request", begun.asked)
        return begun

    yield begin
    for context in contexts:
        context.close()


def _session(user: User) -> str:
    """Signed in, as after the log-in page."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)
