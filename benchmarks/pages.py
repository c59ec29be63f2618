"""The list of organisations with 10,000 firms. Peer: the same page with 100 firms."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from django.db import connection, transaction
from django.test import Client

from benchmarks import Figure, milliseconds
from dure.accounts.models import RoleKind, User
from dure.accounts.roles import actions as roles
from dure.accounts.users import actions as users
from dure.community.models import OrganisationKind
from dure.community.organisations import actions as organisations

AT = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)
SYLLABLES = "가나다라마바사아자차하경구금기대동미보산삼선성세신영우원정제진태한형호화"
FEW, MANY = 100, 10_000


def figures() -> Iterator[Figure]:
    officer = users.create(
        email="officer@dure.example", name="담당", language="ko", password="x" * 9, by=None, at=AT
    )
    roles.grant(user=officer, kind=RoleKind.PROGRAMME_OFFICER, starts_on=AT.date(), by=None, at=AT)
    dice = random.Random(0)  # noqa: S311 - names, not secrets
    client = Client(HTTP_HOST="localhost")
    client.force_login(officer)

    fill(FEW, officer, dice)
    small = milliseconds(lambda: page(client))
    fill(MANY - FEW, officer, dice)
    yield Figure("a page of the list", milliseconds(lambda: page(client)), "ms", "100 firms", small)


@transaction.atomic
def fill(number: int, by: User, dice: random.Random) -> None:
    for _ in range(number):
        name = "".join(dice.choices(SYLLABLES, k=5)) + str(dice.randrange(10**6))
        organisations.register(name_ko=name, kind=OrganisationKind.FIRM, by=by, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a site's database does by itself in time


def page(client: Client) -> None:
    response = client.get("/organisations/")
    assert response.status_code == 200, response.status_code
