"""All that is held about a person, in words and in files."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from dure.community.disclosure import exports
from dure.community.models import Person
from dure.community.people import actions as people
from tests.factories import (
    NOON,
    CoordinationFactory,
    PersonFactory,
    RepresentationFactory,
    RoleFactory,
)

pytestmark = pytest.mark.django_db


def test_all_that_is_held_to_read_and_to_take_away(client, cast):
    people.edit(person=cast.person, expertise="=1+1", tags=["사출"], by=cast.member, at=NOON)
    client.force_login(cast.member)

    page = client.get(reverse("person-data", args=[cast.person.pk]))
    held = json.loads(
        client.get(reverse("person-data-file", args=[cast.person.pk, "json"])).content
    )
    response = client.get(reverse("person-data-file", args=[cast.person.pk, "xlsx"]))
    book = load_workbook(BytesIO(response.getvalue()))

    assertContains(page, "박회원")
    assertContains(page, "Changed the person&#x27;s record.")
    assertNotContains(page, "created_at")
    assert held["person"][0]["name_ko"] == "박회원"
    assert held["account"][0]["email"] == "member@example.com"
    assert "password" not in held["account"][0]
    assert held["history"][0]["what"] == "person.edited"
    assert set(held) == set(book.sheetnames)
    cells = {cell.value: cell.data_type for row in book["person"] for cell in row}
    assert cells["=1+1"] == "s"


def test_the_letter_names_what_is_held_and_since_when(cast):
    RoleFactory(user=cast.member, kind="expert")
    RepresentationFactory(user=cast.member)
    CoordinationFactory(user=cast.member)
    cast.member.last_login = NOON
    people.give_consent(person=cast.person, by=cast.member, at=NOON)
    people.edit(person=cast.person, tags=["사출"], by=cast.member, at=NOON)

    parts = {
        part.title: part.items for part in exports.letter(Person.objects.get(user=cast.member))
    }

    assert "사출" in [item.text for item in parts["The record"]]
    assert len(parts["Consents"]) == 1
    assert [item.text.split(" · ")[0] for item in parts["Roles"]] == [
        "Expert",
        "Speaks for",
        "Coordinates",
    ]
    assert parts["Memberships"][0].since is not None


def test_all_that_is_held_of_who_has_no_account(client, cast):
    person = PersonFactory(name_ko="최무적")
    client.force_login(cast.programme_officer)

    held = json.loads(client.get(reverse("person-data-file", args=[person.pk, "json"])).content)

    assert "account" not in held
