"""Rows of one workbook that mean the same organisation: what the first of them says counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dure.community.intake.queries import COLUMNS, COMPARED, contacts
from dure.community.workbooks import names
from dure.community.workbooks.headings import Field
from dure.community.workbooks.problems import Problem

Key = tuple[str, ...]
Values = Mapping[str, str]


@dataclass
class Rows:
    """Those that were read, under the number of the first row of their organisation."""

    by_number: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    seen: dict[Key, int] = field(default_factory=dict)

    def first(self, values: Values) -> int | None:
        """The row that names the same organisation: by number, else by name and address."""
        number = values.get(Field.NUMBER)
        if number and number in self.by_number:
            return self.by_number[number]
        known = self.by_name.get(names.name_key(values[Field.NAME]), [])
        return next((first for first in known if self._agrees(values, self.said[first])), None)

    def _agrees(self, one: Values, other: Values) -> bool:
        numbers = {one.get(Field.NUMBER), other.get(Field.NUMBER)} - {None}
        addresses = {names.address_key(said.get(Field.ADDRESS, "")) for said in (one, other)}
        return len(numbers) < 2 and len(addresses - {""}) < 2

    def remember(self, number: int, values: Values, raw: Values, first: int | None) -> None:
        root = first or number
        said = self.said.setdefault(root, {})
        for name in COLUMNS.values():
            if name in values and (name != Field.KIND or name in raw):  # not a kind that is guessed
                said.setdefault(name, values[name])
        if number_said := values.get(Field.NUMBER):
            self.by_number.setdefault(number_said, root)
        roots = self.by_name.setdefault(names.name_key(values[Field.NAME]), [])
        if root not in roots:
            roots.append(root)

    def follow(self, values: Values, first: int) -> tuple[dict[str, str], Problem]:
        """The values with what the first row says of the organisation, and whether they differ."""
        said = self.said[first]
        shared = [str(name) for name in COLUMNS.values() if name in said and name in values]
        both = {name: said[name] for name in shared}
        differs = any(_differs(name, values[name], both[name]) for name in both)
        problem = Problem("row.differs" if differs else "row.same", str(first))
        return {**values, **both}, problem

    def again(self, number: int, values: Values, first: int | None) -> int | None:
        """The row that says the same of the same person."""
        people = contacts(values)
        person = names.name_key(people[0].name) if people else ""
        key = (str(first or number), person, values.get(Field.GROUP, ""))
        found = self.seen.setdefault(key, number)
        return found if found != number else None


SAME: dict[str, str] = {str(name): column for column, name in COLUMNS.items()}


def _differs(name: str, one: str, other: str) -> bool:
    compared = names.name_key if name == Field.NAME else COMPARED.get(SAME[name], str)
    return compared(one) != compared(other)
