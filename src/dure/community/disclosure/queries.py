"""What the community holds about a person: their records, and what workbooks said of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from dure.community.import_rows.models import Import, ImportEffect, ImportRow
from dure.community.intake.queries import contacts
from dure.community.people import queries as people
from dure.community.workbooks import names
from dure.community.workbooks.headings import Field

if TYPE_CHECKING:
    from dure.community.people.models import Person

OF_THE_CONTACT = (Field.TITLE, Field.MOBILE, Field.EMAIL)
Held = dict[str, list[dict[str, object]]]


@dataclass(frozen=True)
class Carried:
    """A row of an import that is about the person, and which of its fields are."""

    row: ImportRow
    fields: tuple[str, ...]

    @property
    def source(self) -> Import:
        return self.row.source

    @property
    def said(self) -> dict[str, str]:
        """As it was typed."""
        return {name: self.row.raw[name] for name in self.fields if self.row.raw.get(name)}

    @property
    def every(self) -> dict[str, str]:
        """As it is understood, else as it was typed."""
        understood = {name: self.row.values.get(name, "") for name in self.fields}
        return {name: said or self.row.raw.get(name, "") for name, said in understood.items()}

    @property
    def is_workbook_kept(self) -> bool:
        return self.source.file.path.exists()


def personal_data(person: Person) -> Held:
    """All of it by kind, with every column."""
    held = people.personal_data(person)
    held["imports"] = [
        {
            "workbook": one.source.file.name,
            "is_workbook_kept": one.is_workbook_kept,
            "uploaded_at": one.source.uploaded_at.isoformat(),
            "complex": one.source.complex.name_ko,
            "row": one.row.number,
            **one.said,
        }
        for one in carried(person)
    ]
    return held


def carried(person: Person) -> list[Carried]:
    """The rows that wrote something of the person's, or name them as an import finds them."""
    called = names_of(person)
    written = set(_written(person).values_list("row", flat=True))
    sure = written if person.erased_at is None else set()
    at_work = person.posts.values("organisation")
    named = Q(organisation__in=at_work)
    if person.email:
        named |= Q(values__email=person.email.lower())
    rows = ImportRow.objects.filter(Q(pk__in=written) | named)
    rows = rows.select_related("source__file", "source__complex").order_by("source", "number")
    told = [Carried(row, _about(row, called, row.pk in sure)) for row in rows]
    return [one for one in told if one.fields or one.row.pk in written]


def names_of(person: Person) -> set[str]:
    """As names are compared: today's, and the one under which an import brought them."""
    effects = ImportEffect.objects.filter(kind="person", target=person.pk)
    before = [made.get("name_ko", "") for made in effects.values_list("made", flat=True)]
    return {names.name_key(name) for name in (person.name_ko, *before)} - {""}


def _written(person: Person) -> QuerySet[ImportEffect]:
    posts, memberships = person.posts.values("pk"), person.memberships.values("pk")
    return ImportEffect.objects.filter(
        Q(kind="person", target=person.pk)
        | Q(kind="post", target__in=posts)
        | Q(kind="membership", target__in=memberships)
    )


def _about(row: ImportRow, called: Collection[str], is_sure: bool) -> tuple[str, ...]:
    """The contact person's fields, the head's, or those of the only one whom the row names."""
    contact = row.values.get(Field.PERSON, "")
    head = row.values.get(Field.CEO, "")
    found = [
        field
        for field, name in ((Field.PERSON, contact), (Field.CEO, head))
        if name and (names.name_key(name) in called or (is_sure and _is_alone(row)))
    ]
    if Field.PERSON in found or (found and not contact):
        found += OF_THE_CONTACT
        if Field.MOBILE not in row.raw and Field.MOBILE in row.values:
            found.append(Field.TELEPHONE)  # a mobile telephone under the organisation's heading
    return tuple(found)


def _is_alone(row: ImportRow) -> bool:
    return len(contacts(row.values)) == 1
