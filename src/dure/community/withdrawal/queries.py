"""What of an import can be taken back, and what cannot because somebody has built on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from dure.community.groups.models import Membership, Office
from dure.community.organisations.models import (
    IndustryClass,
    Organisation,
    Representation,
    SizeClass,
    SupplyTie,
)
from dure.community.people.models import Consent, Person, Post

KINDS: dict[str, type[Model]] = {  # in the order in which they are taken back
    "membership": Membership,
    "post": Post,
    "size": SizeClass,
    "industry": IndustryClass,
    "person": Person,
    "organisation": Organisation,
}
NAMES = {model: kind for kind, model in KINDS.items()}
COLUMNS = {
    "membership": ("starts_on", "ends_on", "person_id", "organisation_id"),
    "post": ("title", "starts_on", "ends_on", "organisation_id"),
    "size": ("size", "starts_on", "ends_on"),
    "industry": ("industry_id", "starts_on", "ends_on"),
    "person": ("name_ko", "name_en", "email", "telephone", "expertise", "user_id", "erased_at"),
    "organisation": (
        "name_ko",
        "name_en",
        "kind",
        "business_number",
        "complex_id",
        "address",
        "telephone",
        "website",
        "closed_on",
    ),
}
HOLDS: dict[str, tuple[tuple[type[Model], tuple[str, ...]], ...]] = {
    "person": (
        (Membership, ("person",)),
        (Office, ("person",)),
        (Post, ("person",)),
        (Consent, ("person",)),
    ),
    "organisation": (
        (Membership, ("organisation",)),
        (Post, ("organisation",)),
        (SizeClass, ("organisation",)),
        (IndustryClass, ("organisation",)),
        (SupplyTie, ("supplier", "customer")),
        (Representation, ("organisation",)),
    ),
}
WHY = {
    "gone": _("It does not exist any more."),
    "changed": _("It was changed since."),
    "in_use": _("Something else refers to it."),
}


@dataclass(frozen=True)
class Written:
    """One effect of an import: a record that was made, or a column that was changed."""

    pk: int
    kind: str
    target: int
    column: str
    old: str
    new: str
    made: Mapping[str, Any]


@dataclass
class Verdict:
    """``remove`` by kind; ``restore`` columns; ``kept`` is why, by the effect's number."""

    remove: dict[str, list[Written]] = field(default_factory=lambda: defaultdict(list))
    restore: list[Written] = field(default_factory=list)
    kept: dict[int, str] = field(default_factory=dict)

    @property
    def n_undone(self) -> int:
        return sum(map(len, self.remove.values())) + len(self.restore)


def snapshot(row: Model, kind: str) -> dict[str, Any]:
    """The columns of a record as text, to be compared later; empty ones are left out."""
    said = ((column, _said(getattr(row, column))) for column in COLUMNS[kind])
    return {column: value for column, value in said if value}


def judge(effects: Sequence[Written]) -> Verdict:
    """A fixed number of queries, however many effects there are."""
    verdict = Verdict()
    now = {kind: _rows(kind, effects) for kind in KINDS}
    restored: dict[tuple[str, int, str], str] = {}
    for effect in reversed([effect for effect in effects if effect.column]):
        _judge_change(effect, now, restored, verdict)
    for kind in KINDS:
        for effect in effects:
            if effect.kind == kind and not effect.column:
                _judge_record(effect, now[kind].get(effect.target), restored, verdict)
        _keep_what_is_held(kind, verdict)
    return verdict


def _judge_change(
    effect: Written,
    now: Mapping[str, Mapping[int, Model]],
    restored: dict[tuple[str, int, str], str],
    verdict: Verdict,
) -> None:
    row = now[effect.kind].get(effect.target)
    place = (effect.kind, effect.target, effect.column)
    if row is None:
        verdict.kept[effect.pk] = "gone"
    elif restored.get(place, _said(getattr(row, effect.column)) or "") == effect.new:
        restored[place] = effect.old
        verdict.restore.append(effect)
    else:
        verdict.kept[effect.pk] = "changed"


def _judge_record(
    effect: Written,
    row: Model | None,
    restored: Mapping[tuple[str, int, str], str],
    verdict: Verdict,
) -> None:
    if row is None:
        verdict.kept[effect.pk] = "gone"
        return
    is_now = snapshot(row, effect.kind)
    for column in COLUMNS[effect.kind]:
        if (place := (effect.kind, effect.target, column)) in restored:
            is_now[column] = restored[place]
    same = all(is_now.get(c, "") == effect.made.get(c, "") for c in COLUMNS[effect.kind])
    if same:
        verdict.remove[effect.kind].append(effect)
    else:
        verdict.kept[effect.pk] = "changed"


def _keep_what_is_held(kind: str, verdict: Verdict) -> None:
    """A person or organisation stays while a record refers to it that is not taken back too."""
    going = {effect.target for effect in verdict.remove[kind]}
    held: set[int] = set()
    for model, columns in HOLDS.get(kind, ()):
        leaving = {e.target for e in verdict.remove.get(NAMES.get(model, ""), ())}
        for column in columns:
            rows = model._default_manager.filter(**{f"{column}__in": going})
            for pk, holder in rows.values_list("pk", column):
                if pk not in leaving:
                    held.add(holder)
    for effect in verdict.remove[kind]:
        if effect.target in held:
            verdict.kept[effect.pk] = "in_use"
    verdict.remove[kind] = [e for e in verdict.remove[kind] if e.target not in held]


def _rows(kind: str, effects: Iterable[Written]) -> dict[int, Model]:
    pks = {effect.target for effect in effects if effect.kind == kind}
    return KINDS[kind]._default_manager.in_bulk(pks) if pks else {}


def _said(value: object) -> str | None:
    return None if value is None else str(value)
