"""Every page in both languages: its title says of what, and an English page is English.

A name that has no English one stays Korean and is marked so (``lang="ko"``), which a screen
reader needs. Not marked are words that cannot be: the title of the window, what stands in the
boxes of a form, and the letters of a drawing, whose names stand in the table beside it.
"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from dure.core.naming import HANGUL

from . import world as worlds
from .addresses import Address, addresses

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NOT_MARKED = {"title", "option", "textarea", "svg", "script", "style"}
FOUND = addresses()
THE_SAME = [{"industry-list", "industry-revision"}]  # the newest revision has two addresses


class Page(HTMLParser):
    """The title of a page, and its Korean words that are not marked as Korean."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.stack: list[tuple[str, bool]] = []
        self.title = ""
        self.unmarked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        language = dict(attrs).get("lang")
        is_korean = self.stack[-1][1] if self.stack else False
        self.stack.append((tag, language == "ko" if language else is_korean))

    def handle_startendtag(self, tag, attrs):
        """Nothing stands in it."""

    def handle_endtag(self, tag):
        if tag in {tag for tag, _ in self.stack}:
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self.stack]
        if tags[-1:] == ["title"] and "svg" not in tags:
            self.title += data
        if HANGUL.search(data) and not NOT_MARKED & set(tags) and not self.stack[-1][1]:
            self.unmarked.append(data.strip())


@pytest.fixture
def readers(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = worlds.build(cast)
    UserSession.objects.update(session_key="nobody")
    return world, [cast.coordinator, cast.programme_officer, cast.member, cast.chair]


def read(user, url, language):
    cache.clear()
    user.language = language
    user.save()
    client = Client(raise_request_exception=False)
    client.force_login(user)
    response = client.get(url)
    if response.streaming:
        b"".join(response.streaming_content)  # read to its end, a file is closed
    kind = response.headers.get("Content-Type", "")
    if response.status_code != 200 or not kind.startswith("text/html"):
        return None
    return Page(response.content.decode())


def pages(readers, address: Address, language: str) -> list[Page]:
    world, users = readers
    url = address.example(world)
    found = [read(user, url, language) for user in users]
    return [page for page in found if page is not None]


@pytest.mark.parametrize("address", FOUND, ids=lambda address: address.name)
def test_an_english_page_is_english(address, readers):
    for page in pages(readers, address, "en"):
        assert page.unmarked == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_two_addresses_have_the_same_title(readers, language):
    titles: dict[str, set[str]] = {}
    for address in FOUND:
        for page in pages(readers, address, language):
            if page.title:  # a part of a page has none
                titles.setdefault(page.title, set()).add(address.name)

    several = {title: names for title, names in titles.items() if len(names) > 1}
    assert {title: names for title, names in several.items() if names not in THE_SAME} == {}
