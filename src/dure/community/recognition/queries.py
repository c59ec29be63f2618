"""Which organisation and which person a row of a workbook means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from dure.community.organisations.models import Organisation
from dure.community.people.models import Person, Post
from dure.community.workbooks import names
from dure.community.workbooks.headings import Field

if TYPE_CHECKING:
    from dure.accounts.models import User

MOST_CANDIDATES = 5


@dataclass(frozen=True)
class Known:
    pk: int
    name: str
    name_key: str
    address_key: str
    number: str | None
    is_closed: bool


@dataclass(frozen=True)
class Recognised:
    """``pk`` of the one it is; else ``candidates`` to choose from, or nothing: it is new."""

    pk: int | None = None
    reason: str = ""
    candidates: tuple[int, ...] = ()


@dataclass
class Register:
    """The organisations of a moment, to look many rows up in."""

    by_pk: dict[int, Known] = field(default_factory=dict)
    by_number: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_slip: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, known: Known) -> None:
        self.by_pk[known.pk] = known
        if known.number:
            self.by_number[known.number] = known
        if known.name_key not in self.by_name:
            for slip in names.slips(known.name_key):
                self.by_slip[slip].add(known.name_key)
        self.by_name[known.name_key].append(known)

    def find(self, values: Mapping[str, str]) -> Recognised:
        number = values.get(Field.NUMBER)
        if number and (known := self.by_number.get(number)):
            return Recognised(known.pk, "match.number")
        key = names.name_key(values.get(Field.NAME, ""))
        namesakes = [known for known in self.by_name.get(key, []) if not known.is_closed]
        if namesakes:
            return _among(namesakes, number, names.address_key(values.get(Field.ADDRESS, "")))
        similar = [known.pk for known in self._similar(key, number)]
        if similar:
            return Recognised(None, "choose.similar", tuple(similar[:MOST_CANDIDATES]))
        return Recognised()

    def _similar(self, key: str, number: str | None) -> Iterable[Known]:
        """Names a slip away; who has another number is another."""
        near = {name for slip in names.slips(key) for name in self.by_slip.get(slip, ())}
        for name in sorted(near):
            if names.resemble(key, name):
                for known in self.by_name[name]:
                    if not known.is_closed and not (number and known.number):
                        yield known


def _among(namesakes: list[Known], number: str | None, address: str) -> Recognised:
    pks = tuple(known.pk for known in namesakes[:MOST_CANDIDATES])
    free = [known for known in namesakes if not (number and known.number)]
    same = [known for known in free if known.address_key == address]
    if len(same) == 1:
        return Recognised(same[0].pk, "match.name")
    return Recognised(None, "choose.address" if free else "choose.number", pks)


def register(rows: QuerySet[Organisation] | None = None) -> Register:
    """Of all organisations, or of these. One query."""
    organisations = Organisation.objects.all() if rows is None else rows
    found = Register()
    columns = ("pk", "name_ko", "address", "business_number", "closed_on")
    for pk, name, address, number, closed_on in organisations.values_list(*columns).iterator():
        keys = names.name_key(name), names.address_key(address)
        found.add(Known(pk, name, *keys, number, closed_on is not None))
    return found


@dataclass
class Directory:
    """The people of some organisations by name, and whom the user may give a post by e-mail."""

    by_post: dict[tuple[int, str], Person] = field(default_factory=dict)
    by_email: dict[tuple[str, str], Person] = field(default_factory=dict)
    at_work: set[tuple[int, int]] = field(default_factory=set)  # organisation, person: open posts

    def find(self, organisation: int | None, name: str, email: str) -> Person | None:
        key = names.name_key(name)
        if organisation is not None and (known := self.by_post.get((organisation, key))):
            return known
        return self.by_email.get((email, key)) if email else None


def directory(organisations: Iterable[int], emails: Iterable[str], *, by: User | None) -> Directory:
    """Two queries."""
    found = Directory()
    posts = Post.objects.filter(organisation__in=set(organisations), person__erased_at=None)
    for post in posts.select_related("person").order_by("ends_on", "-pk"):
        found.by_post[post.organisation_id, names.name_key(post.person.name_ko)] = post.person
        if post.ends_on is None:
            found.at_work.add((post.organisation_id, post.person_id))
    reachable = Person.objects.postable_by(by) if by else Person.objects.filter(erased_at=None)
    for person in reachable.filter(email__in=set(emails) - {""}).distinct():
        found.by_email[person.email, names.name_key(person.name_ko)] = person
    return found
