from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils import timezone

from . import words
from .access import model_of
from .models import AuditEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from dure.accounts.models import User

    Names = dict[tuple[tuple[str, ...], object], Model]


@dataclass(frozen=True)
class Line:
    """One audit row in words. ``who`` is None for Dure itself, ``thing`` for what is deleted.

    ``names`` are the others it was about: the member that was admitted. The time of what a
    synthetic account did before it was there is as invented as the account.
    """

    at: dt.datetime
    who: User | None
    sentence: str
    details: list[tuple[str, str]]
    label: str
    pk: str
    kind: str
    thing: Model | None
    names: list[Model]
    is_time_invented: bool


def matching(
    events: QuerySet[AuditEvent],
    *,
    action: str = "",
    who: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet[AuditEvent]:
    """Newest first. ``who`` is part of a name or e-mail; ``until`` is included."""
    if action:
        events = events.filter(action=action)
    if who := who.strip():
        people = get_user_model().objects
        found = people.filter(name__icontains=who) | people.filter(email__icontains=who)
        events = events.filter(done_by__in=found)
    if since:
        events = events.filter(done_at__gte=_midnight(since))
    if until:
        events = events.filter(done_at__lt=_midnight(until + dt.timedelta(days=1)))
    return events.select_related("done_by").order_by("-done_at", "-pk")


def lines(events: Iterable[AuditEvent], *, with_names: bool = False) -> list[Line]:
    """The rows in words. One query for each kind of thing among them, and of what is named."""
    events = list(events)
    things = _things(events)
    names = _names(events) if with_names else {}
    return [_line(event, things.get(event.target), names) for event in events]


def actions_in_use() -> list[tuple[str, str]]:
    """Every deed that has words, by its words: the choices of the filter."""
    known = ((name, str(text)) for name, text in words.vocabulary().sentences.items())
    return sorted(known, key=lambda choice: choice[1])


def _line(event: AuditEvent, thing: Model | None, names: Names) -> Line:
    label, _, pk = event.target.partition(":")
    model = model_of(label)
    return Line(
        at=event.done_at,
        who=event.done_by,
        sentence=words.sentence(event.action),
        details=words.details(event.action, event.details, model),
        label=label,
        pk=pk,
        kind=words.kind(label),
        thing=thing,
        is_time_invented=_is_before_its_account(event),
        names=[names[key] for key in words.meant(event.action, event.details) if key in names],
    )


def _is_before_its_account(event: AuditEvent) -> bool:
    who = event.done_by
    return who is not None and who.is_synthetic and event.done_at < who.created_at


def _things(events: list[AuditEvent]) -> dict[str, Model]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for event in events:
        label, _, pk = event.target.partition(":")
        wanted[label].add(pk)
    found = {}
    for label, pks in wanted.items():
        model = model_of(label)
        for thing in model._default_manager.filter(pk__in=pks) if model else ():
            found[f"{label}:{thing.pk}"] = thing
    return found


def _names(events: list[AuditEvent]) -> Names:
    wanted: dict[tuple[str, ...], set[object]] = defaultdict(set)
    for event in events:
        for entry, pk in words.meant(event.action, event.details):
            wanted[entry].add(pk)
    found = {}
    for entry, pks in wanted.items():
        label, *columns = entry
        rows = apps.get_model(label)._default_manager.filter(pk__in=pks)
        for row in rows.select_related(*columns) if columns else rows:
            of = [getattr(row, column) for column in columns]
            found[entry, row.pk] = next(filter(None, of), row)
    return found


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
