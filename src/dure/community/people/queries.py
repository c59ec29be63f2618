from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.db.models import Q as Where

from dure.community.organisations.models import Organisation
from dure.core import naming
from dure.core.audit.access import AuditAccess
from dure.core.audit.actions import name_of
from dure.core.audit.models import AuditEvent
from dure.core.clock import today
from dure.core.fields import held_on
from dure.core.mail.models import Letter
from dure.core.search import queries as search

from .models import Consent, Person, Post, Tag

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Membership, Office

MOST_FOUND = 20


def rows(*, for_user: User) -> QuerySet[Person]:
    """People whose record the reader may open; ``is_confided`` says whether with its contacts."""
    confided = Person.objects.confided_to(for_user)
    return (
        Person.objects.visible_to(for_user)
        .filter(erased_at__isnull=True)
        .annotate(is_confided=Exists(confided.filter(pk=OuterRef("pk"))))
        .prefetch_related("tags")
        .prefetch_related(
            Prefetch(
                "posts",
                Post.objects.on(today()).select_related("organisation"),
                to_attr="posts_now",
            )
        )
    )


def found(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """By part of a name, or of what they know."""
    named = search.matching(people, text)
    return people.filter(
        Where(pk__in=named.values("pk")) | Where(expertise__icontains=text.strip())
    )


def tagged(people: QuerySet[Person], tag: str) -> QuerySet[Person]:
    return people.filter(pk__in=Person.objects.filter(tags__name=tag).values("pk"))


def of_organisations(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """With a post today in an organisation whose name holds the text."""
    organisations = search.matching(Organisation.objects.all(), text)
    at_work = Post.objects.on(today()).filter(organisation__in=organisations.values("pk"))
    return people.filter(pk__in=at_work.values("person"))


def of_group(people: QuerySet[Person], group: str) -> QuerySet[Person]:
    members = Person.objects.filter(
        held_on(today(), "memberships__"), memberships__group=int(group)
    )
    return people.filter(pk__in=members.values("pk"))


def of_complex(people: QuerySet[Person], complex_: Any) -> QuerySet[Person]:
    """At work there, or a member of a group there, today."""
    at_work = Post.objects.on(today()).filter(organisation__complex=complex_)
    members = Person.objects.filter(
        held_on(today(), "memberships__"), memberships__group__complex=complex_
    )
    return people.filter(
        Where(pk__in=at_work.values("person")) | Where(pk__in=members.values("pk"))
    )


def tags() -> list[tuple[str, str]]:
    names = Tag.objects.filter(people__isnull=False).distinct().order_by("name")
    return [(name, name) for name in names.values_list("name", flat=True)]


def groups_with_people() -> list[tuple[int, str]]:
    found = Person.objects.filter(memberships__isnull=False).values_list(
        "memberships__group", "memberships__group__name_ko", "memberships__group__name_en"
    )
    return naming.choices(found.distinct())


def meant(text: str, people: QuerySet[Person]) -> list[Person]:
    return list(search.matching(people, text).order_by("name_ko", "pk")[:MOST_FOUND])


def namesakes(name: str, *, for_user: User) -> list[Person]:
    """Who is called so already, as far as the reader may know."""
    people = Person.objects.visible_to(for_user).filter(erased_at__isnull=True)
    return list(people.filter(name_ko=name.strip()).order_by("pk")[:5])


def posts(person: Person) -> list[Post]:
    """Those that hold first. One query."""
    found = person.posts.select_related("organisation").order_by("-starts_on", "pk")
    return sorted(found, key=lambda post: post.ends_on is not None)


def memberships(person: Person) -> list[Membership]:
    found = person.memberships.select_related("group", "organisation")
    found = found.order_by("-starts_on", "pk")
    return sorted(found, key=lambda membership: membership.ends_on is not None)


def offices(person: Person) -> list[Office]:
    found = person.offices.select_related("group").order_by("-starts_on", "pk")
    return sorted(found, key=lambda office: office.ends_on is not None)


def standing_consent(person: Person) -> Consent | None:
    return person.consents.filter(withdrawn_at=None).first()


def personal_data(person: Person) -> dict[str, list[dict[str, object]]]:
    """All that is held about a person, by kind; what others wrote down is in it too."""
    user = person.user
    held: dict[str, list[dict[str, object]]] = {
        "person": [_columns(person, leave=("user",))],
        "tags": [{"name": tag.name} for tag in person.tags.order_by("name")],
        "consents": [_columns(row, leave=("person",)) for row in person.consents.order_by("pk")],
        "posts": [_columns(row, leave=("person",)) for row in posts(person)],
        "memberships": [_columns(row, leave=("person",)) for row in memberships(person)],
        "offices": [_columns(row, leave=("person",)) for row in offices(person)],
    }
    if user is not None:
        held["account"] = [_columns(user, leave=("password",))]
        held["roles"] = [_columns(row, leave=("user",)) for row in user.roles.order_by("pk")]
        held["representations"] = [
            _columns(row, leave=("user",)) for row in user.representations.order_by("pk")
        ]
        held["coordinations"] = [
            _columns(row, leave=("user",)) for row in user.coordinations.order_by("pk")
        ]
        held["sessions"] = [
            {"address": row.ip, "browser": row.user_agent, "seen": row.last_seen_at.isoformat()}
            for row in UserSession.objects.filter(user=user).order_by("pk")
        ]
    held["letters"] = [
        {"to": row.to, "subject": row.subject, "text": row.text, "written": _text(row.queued_at)}
        for row in letters(person)
    ]
    held["history"] = [
        {"what": row.action, "of": row.target, "details": row.details, "at": _text(row.done_at)}
        for row in history(person)
    ]
    return held


def letters(person: Person) -> QuerySet[Letter]:
    addresses = {person.email, person.user.email if person.user else ""} - {""}
    wanted = Where(pk__in=[])
    for address in addresses:
        wanted |= Where(to__iexact=address)
    return Letter.objects.filter(wanted, is_confidential=False).order_by("pk")


def history(person: Person) -> AuditAccess:
    """What was done to the record, and what the person did."""
    done = Where(target=name_of(person))
    if person.user is not None:
        done |= Where(target=name_of(person.user)) | Where(done_by=person.user)
    return AuditEvent.objects.filter(done).order_by("done_at", "pk")


def _columns(row: Any, leave: tuple[str, ...]) -> dict[str, object]:
    return {
        field.name: _text(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.name not in leave
    }


def _text(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)
