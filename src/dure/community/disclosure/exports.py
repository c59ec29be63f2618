"""All that is held about a person, to read and to take away."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from dure.accounts import browsers
from dure.community.people import queries
from dure.community.people.models import Person
from dure.community.workbooks.headings import Field
from dure.core.audit.queries import lines

from . import queries as held

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.core.fields import Dated

READ = ("name_ko", "name_en", "email", "telephone", "expertise")


@dataclass(frozen=True)
class Item:
    """One line of a part: what it is, with its days where it has any."""

    text: str
    term: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Part:
    title: str
    items: list[Item]


def letter(person: Person) -> list[Part]:
    """What is held, in sentences for the person; the files hold every column of it."""
    parts = [
        Part(_("The record"), _record(person)),
        Part(_("Consents"), [_consent(row) for row in person.consents.order_by("pk")]),
        Part(
            _("Posts"),
            [_period(row, _name(row.organisation), row.title) for row in queries.posts(person)],
        ),
        Part(
            _("Memberships"),
            [
                _period(row, _name(row.group), _name(row.organisation))
                for row in queries.memberships(person)
            ],
        ),
        Part(
            _("Offices"),
            [
                _period(row, row.get_kind_display(), _name(row.group))
                for row in queries.offices(person)
            ],
        ),
    ]
    if person.user is not None:
        parts += _of_account(person.user)
    parts += [
        Part(_("Imports"), [_import(one) for one in held.carried(person)]),
        Part(
            _("Letters sent"),
            [Item(row.subject, row.to, at=row.queued_at) for row in queries.letters(person)],
        ),
        Part(_("What was done"), _done(person)),
    ]
    return parts


def _record(person: Person) -> list[Item]:
    labels = {field.name: str(field.verbose_name) for field in Person._meta.concrete_fields}
    told = [Item(getattr(person, name), labels[name]) for name in READ if getattr(person, name)]
    tags = ", ".join(tag.name for tag in person.tags.order_by("name"))
    told += [Item(tags, _("Tags"))] if tags else []
    return [*told, Item("", _("Registered"), at=person.created_at)]


def _consent(row: object) -> Item:
    return Item(
        _("Everybody who is signed in may find you."),
        since=row.given_at.date(),  # type: ignore[attr-defined]
        until=row.withdrawn_at and row.withdrawn_at.date(),  # type: ignore[attr-defined]
    )


def _import(one: held.Carried) -> Item:
    said = [f"{Field(name).label}: {cell}" for name, cell in one.said.items()]
    if one.is_workbook_kept:
        kept = _("the workbook is kept")
    else:
        kept = _("the workbook itself was removed")
    row = _("Row %(n)d") % {"n": one.row.number}
    return Item(_joined([one.source.file.name, row, *said, kept]), at=one.source.uploaded_at)


def _of_account(user: User) -> list[Part]:
    sessions = UserSession.objects.filter(user=user).order_by("pk")
    roles = [_period(row, row.get_kind_display()) for row in user.roles.order_by("pk")]
    roles += [
        _period(row, _("Speaks for"), _name(row.organisation))
        for row in user.representations.select_related("organisation").order_by("pk")
    ]
    roles += [
        _period(row, _("Coordinates"), _name(row.complex))
        for row in user.coordinations.select_related("complex").order_by("pk")
    ]
    account = [
        Item(user.email, _("E-mail")),
        Item(user.name, _("Name")),
        Item(user.name_en, _("Name in English")),
        Item(user.get_language_display(), _("Language")),
    ]
    if user.last_login:
        account.append(Item("", _("Last log-in"), at=user.last_login))
    return [
        Part(_("The account"), account),
        Part(_("Roles"), roles),
        Part(
            _("Where you are logged in"),
            [Item(browsers.told(one.user_agent), one.ip, at=one.last_seen_at) for one in sessions],
        ),
    ]


def _done(person: Person) -> list[Item]:
    found = []
    for line in lines(queries.history(person)):
        told = ", ".join(" ".join(pair).strip() for pair in line.details)
        found.append(Item(f"{line.sentence} {told}".strip(), at=line.at))
    return found


def _period(row: Dated, *words: str) -> Item:
    return Item(_joined(words), since=row.starts_on, until=row.ends_on)


def _joined(words: Iterable[str]) -> str:
    return " · ".join(word for word in words if word)


def _name(thing: object) -> str:
    english = getattr(thing, "name_en", "") if get_language() == "en" else ""
    return english or getattr(thing, "name_ko", "")


def as_json(person: Person) -> bytes:
    return json.dumps(
        held.personal_data(person), ensure_ascii=False, indent=2, default=str
    ).encode()


def as_workbook(person: Person) -> BytesIO:
    """A sheet for each kind; a text stays a text, also when it starts with ``=``."""
    book, stream = Workbook(write_only=True), BytesIO()
    for kind, rows in held.personal_data(person).items():
        sheet = book.create_sheet(kind)
        lines: list[list[object]] = [list(rows[0]) if rows else [_("nothing")]]
        lines += [list(row.values()) for row in rows]
        for values in lines:
            cells = [WriteOnlyCell(sheet, _plain(value)) for value in values]
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
            sheet.append(cells)
    book.save(stream)
    stream.seek(0)
    return stream


def _plain(value: object) -> str | int | None:
    return value if value is None or isinstance(value, int | str) else json.dumps(value)
