"""What is invented is marked wherever a page leads to it: in the same row or line."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dure.accounts.models import User
from dure.community.models import Group, Organisation, Person

from . import world as worlds
from .addresses import Address, addresses
from .test_words import VOID, read

RECORDS = {"people": Person, "organisations": Organisation, "groups": Group, "accounts": User}
LINK = re.compile(r"^/(people|organisations|groups|accounts)/(\d+)/$")
LINES = {"tr", "li", "dd", "dt", "p", "h1", "h2", "h3", "label", "summary", "div", "section"}
FOUND = addresses()


class Marks(HTMLParser):
    """Links to records, and whether the row or line around each has the mark.

    "You are here" has none, nor a button: they lead back to what was marked there. Neither has
    a drawing: its names stand in the table beside it.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, int]] = []
        self.count = 0
        self.links: list[tuple[str, int]] = []
        self.marked: set[int] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "synthetic" in (given.get("class") or "").split():
            self.marked |= {number for _, number in self.stack}
        is_way_back = "btn" in (given.get("class") or "").split() or self._is_elsewhere()
        if tag == "a" and LINK.match(given.get("href") or "") and not is_way_back:
            self.links.append((given["href"], self._line()))
        if tag not in VOID:
            self.count += 1
            self.stack.append((tag, self.count))

    def handle_startendtag(self, tag, attrs):
        """Nothing stands in it."""

    def handle_endtag(self, tag):
        if tag in {tag for tag, _ in self.stack}:
            while self.stack.pop()[0] != tag:
                pass

    def _is_elsewhere(self):
        return {"nav", "svg"} & {tag for tag, _ in self.stack}

    def _line(self):
        return next(number for tag, number in reversed(self.stack) if tag in LINES)

    def unmarked(self):
        return sorted({link for link, line in self.links if line not in self.marked})


def invented(links):
    """Those of the links that lead to what is invented."""
    for link in links:
        kind, pk = LINK.match(link).groups()
        if RECORDS[kind].objects.get(pk=pk).is_synthetic:
            yield link


@pytest.fixture
def readers(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = worlds.build(cast)
    for model in RECORDS.values():
        model.objects.update(is_synthetic=True)
    return world, [cast.coordinator, cast.programme_officer, cast.member, cast.stranger]


@pytest.mark.parametrize("address", FOUND, ids=lambda address: address.name)
def test_what_is_invented_is_marked(address: Address, readers):
    world, users = readers
    url = address.example(world)
    for user in users:
        if (page := read(user, url, "en")) is not None:
            assert list(invented(Marks(page.html).unmarked())) == [], user.name
