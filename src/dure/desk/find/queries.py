"""One search over everything that one may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Model, Prefetch, Q, QuerySet, Value, When

from dure.accounts.models import User
from dure.community.industries.models import CURRENT
from dure.community.models import Complex, Group, Industry, Organisation, Person, Post
from dure.core.clock import today
from dure.core.search import queries as search

LONGEST = 80  # characters that are looked for


@dataclass(frozen=True)
class Found:
    """What one table has: the nearest rows, and whether there are more."""

    kind: str
    rows: list[Any]
    has_more: bool


def found(*, text: str, user: User, most: int) -> list[Found]:
    """Complexes, groups, organisations, people and industries whose name holds ``text``.

    Names that begin with it come first. At most two queries a table, and one for the posts.
    """
    text = text.strip()[:LONGEST]
    if not text:
        return []
    posts = Prefetch(
        "posts", Post.objects.on(today()).select_related("organisation"), to_attr="held"
    )
    tables: list[tuple[str, QuerySet[Any]]] = [
        ("complex", Complex.objects.visible_to(user)),
        ("group", Group.objects.visible_to(user).select_related("complex")),
        ("organisation", Organisation.objects.visible_to(user).select_related("complex")),
        ("person", Person.objects.visible_to(user).prefetch_related(posts)),
        ("industry", Industry.objects.visible_to(user).filter(revision=CURRENT)),
    ]
    answers = [_nearest(kind, rows, text, most) for kind, rows in tables]
    return [answer for answer in answers if answer.rows]


def _nearest(kind: str, rows: QuerySet[Model], text: str, most: int) -> Found:
    begins = Q(name_ko__istartswith=text) | Q(name_en__istartswith=text)
    nearest = Case(When(begins, then=Value(0)), default=Value(1))
    matching = search.matching(rows, text).order_by(nearest, "name_ko", "pk")
    first = list(matching[: most + 1])
    return Found(kind, first[:most], has_more=len(first) > most)
