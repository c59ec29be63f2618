"""Every address with every role, read and written.

Who is not signed in gets the log-in page, who has no right gets 404, nobody gets a 500,
reading writes nothing, and an auditor changes nothing whatever they send. Addresses are
found, not listed: a new one is walked as soon as it is there, and fails while nobody has
said in ``who.csv`` whom it is for (``WALK_WRITE=1 pytest tests/dure/walk`` writes what is;
read the difference).
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from . import world as worlds
from .addresses import Address, addresses
from .pages import filled

TABLE = Path(__file__).with_name("who.csv")
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
UNCOUNTED = {"django_session", "core_cache"}
OWN = ("/account/", "/language/")  # an auditor's own log-in is theirs to change
AUDITORS = {"auditor", "auditing_coordinator"}
CLOSED = {404, 405}
SAFE = {"get", "head"}
FOUND = addresses()


@contextmanager
def watched() -> Iterator[list[str]]:
    """The tables that are written to."""
    written: list[str] = []

    def watch(execute, sql, params, many, context):
        if (seen := WRITES.match(sql)) and seen[2] not in UNCOUNTED:
            written.append(seen[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Walker:
    def __init__(self, name, who):
        self.name = name
        self.client = Client(raise_request_exception=False)
        self.is_anonymous = isinstance(who, AnonymousUser)
        if not self.is_anonymous:
            self.client.force_login(who)

    def goes(self, method, address, data=None):
        cache.clear()
        with undone(), watched() as written:
            response = getattr(self.client, method)(address, data or {})
            if response.streaming:
                b"".join(response.streaming_content)  # read to its end, a file is closed
        self._is_well(method, address, response, written)
        return response

    def _is_well(self, method, address, response, written):
        what = f"{self.name} {method.upper()} {address}: {response.status_code}"
        assert response.status_code < 500, what
        assert response.status_code != 403, f"{what}, should be 404"
        if method in SAFE:
            assert not written, f"{what} writes to {written}"
        elif self.name in AUDITORS and not address.startswith(OWN):
            assert not written, f"{what} writes to {written}"
            assert response.status_code in CLOSED, f"{what}, should be 404"

    def reads(self, address):
        """The page; its head alone is answered alike, and has nothing below it."""
        page = self.goes("get", address)
        head = self.goes("head", address)
        assert head.status_code == page.status_code, f"{self.name} HEAD {address}"
        assert head.streaming or not head.content, f"{self.name} HEAD {address} has a body"
        return page

    def is_let_in(self, response):
        to_log_in = response.status_code == 302 and response.url.startswith("/account/login/?next=")
        return response.status_code not in CLOSED and not to_log_in


def sent_from(walker, address):
    """What the form of this page sends, filled in."""
    response = walker.goes("get", address)
    if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
        return filled(response.content.decode(), address)
    return {}


def told(names, everyone):
    """Names of people for the table; ``everybody`` and ``signed in`` for short."""
    if set(names) == set(everyone):
        return "everybody"
    if set(names) == set(everyone) - {"anonymous"}:
        return "signed in"
    return " ".join(names)


def expected():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["address"]: (row["GET"], row["POST"]) for row in csv.DictReader(file)}


def keep(name, row):
    table = {**(expected() if TABLE.exists() else {}), name: row}
    known = [address.name for address in FOUND]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["address", "GET", "POST"])
        writer.writerows([name, *table[name]] for name in known if name in table)


@pytest.fixture
def walkers(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = worlds.build(cast)
    people = {name: Walker(name, who) for name, who in world.everyone().items()}
    UserSession.objects.update(session_key=people["member"].client.session.session_key)
    return world, people


@pytest.mark.parametrize("address", FOUND, ids=lambda address: address.name)
def test_every_address_with_every_role(address: Address, walkers):
    world, people = walkers
    url = address.example(world)
    data = sent_from(people["programme_officer"], url) or sent_from(people["anonymous"], url)

    reads = [name for name, who in people.items() if who.is_let_in(who.reads(url))]
    writes = [
        name
        for name, who in people.items()
        if who.is_let_in(who.goes("post", url)) | who.is_let_in(who.goes("post", url, data))
    ]

    row = (told(reads, people), told(writes, people))
    if os.environ.get("WALK_WRITE"):
        keep(address.name, row)
    assert expected().get(address.name) == row, "who may, by tests/dure/walk/who.csv, and who can"


def test_the_table_names_no_address_that_is_gone():
    assert set(expected()) <= {address.name for address in FOUND}
