"""Takes back what an import wrote, and leaves what somebody has changed or built on since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Model, ProtectedError

from dure.community.departure import actions as departure
from dure.community.organisations import actions as organisations
from dure.community.organisations.models import Organisation
from dure.community.people import actions as people
from dure.community.people.models import Person
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.search import actions as search

from .queries import KINDS, Verdict, Written, judge

if TYPE_CHECKING:
    from dure.accounts.models import User

DEEDS = {  # and the record that the audit names
    "membership": ("group.member_withdrawn", "group"),
    "post": ("person.post_withdrawn", "person"),
    "size": ("organisation.size_withdrawn", "organisation"),
    "industry": ("organisation.industry_withdrawn", "organisation"),
    "person": ("person.withdrawn", ""),
    "organisation": ("organisation.withdrawn", ""),
}
SEARCHED = {"person", "organisation"}


@transaction.atomic
def withdraw(
    *, effects: Sequence[Written], source: int, by: User | None, at: dt.datetime
) -> Verdict:
    """Everything of ``effects`` that nobody has touched since; why the rest was kept."""
    verdict = judge(effects)
    for effect in list(verdict.restore):
        _restore(effect, verdict, by=by, at=at)
    for kind in KINDS:
        _remove(kind, verdict, source=source, by=by, at=at)
    return verdict


def _restore(effect: Written, verdict: Verdict, *, by: User | None, at: dt.datetime) -> None:
    old: dict[str, object] = {effect.column: effect.old}
    if effect.column == "business_number":
        old = {effect.column: effect.old or None}
    try:
        if effect.kind == "membership":
            departure.open_again(membership=effect.target, by=by, at=at)
        elif effect.kind == "person":
            row = Person.objects.get(pk=effect.target)
            people.edit(person=row, by=by, at=at, **old)  # type: ignore[arg-type]
        else:
            organisation = Organisation.objects.get(pk=effect.target)
            organisations.edit(organisation=organisation, by=by, at=at, **old)
    except RuleBroken:  # erased meanwhile, or the old number is another's now
        verdict.restore.remove(effect)
        verdict.kept[effect.pk] = "changed"


def _remove(kind: str, verdict: Verdict, *, source: int, by: User | None, at: dt.datetime) -> None:
    effects = verdict.remove.get(kind, [])
    if not effects:
        return
    action, about = DEEDS[kind]
    rows = KINDS[kind]._default_manager.select_related(*[about] if about else [])
    found = list(rows.filter(pk__in=[effect.target for effect in effects]))
    try:
        with transaction.atomic():
            targets: list[Model] = [getattr(row, about) if about else row for row in found]
            audit.record_many(action, targets, by=by, at=at, imported=source)
            if kind in SEARCHED:
                search.forget(*found)
            rows.model._default_manager.filter(pk__in=[row.pk for row in found]).delete()
    except ProtectedError:
        _remove_one_by_one(kind, verdict, source=source, by=by, at=at)


def _remove_one_by_one(
    kind: str, verdict: Verdict, *, source: int, by: User | None, at: dt.datetime
) -> None:
    """Something that this room does not know refers to one of them: only that one stays."""
    effects, verdict.remove[kind] = verdict.remove[kind], []
    for effect in effects:
        if len(effects) == 1:
            verdict.kept[effect.pk] = "in_use"
            continue
        alone = Verdict(remove={kind: [effect]})
        _remove(kind, alone, source=source, by=by, at=at)
        verdict.remove[kind] += alone.remove[kind]
        verdict.kept |= alone.kept
