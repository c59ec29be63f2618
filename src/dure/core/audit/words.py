"""How the audit is told: a sentence for every deed, a word for every detail.

Each app says its own in ``<app>/deeds.py``, found by name as Django finds template tags:

``SENTENCES``
    ``{"organisation.registered": _("Registered the organisation.")}``; a test goes through
    the sources and fails when a recorded deed has none.
``LABELS``
    ``{"starts_on": _("from"), "role.kind": _("Role")}``: what a detail is called, everywhere
    or of one thing. An empty label hides it. Without one the target's column of that name
    lends its own.
``THINGS``
    ``{"community.group": _("group")}``: what kind of thing the target is.
``CHOICES``
    ``{"role.kind": RoleKind}``: for ``<thing>.<detail>`` or ``<thing>.<deed>.<detail>``, what
    its values are called.
``NAMES``
    ``{"membership": ("community.membership", "person", "organisation")}``: whose key a detail
    is, of one thing or everywhere, and the columns the first of which that is filled is named;
    the row itself where there are none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.db.models import Choices, Field, Model
    from django.utils.functional import Promise

    Words = dict[str, str | Promise]


@dataclass(frozen=True)
class Vocabulary:
    sentences: Words = field(default_factory=dict)
    labels: Words = field(default_factory=dict)
    choices: dict[str, type[Choices]] = field(default_factory=dict)
    things: Words = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def vocabulary() -> Vocabulary:
    known = Vocabulary()
    for config in apps.get_app_configs():
        if config.name.startswith("dure.") and find_spec(f"{config.name}.deeds"):
            deeds = import_module(f"{config.name}.deeds")
            known.sentences.update(deeds.SENTENCES)
            known.labels.update(getattr(deeds, "LABELS", {}))
            known.choices.update(getattr(deeds, "CHOICES", {}))
            known.things.update(getattr(deeds, "THINGS", {}))
            known.names.update(getattr(deeds, "NAMES", {}))
    return known


def kind(label: str) -> str:
    """What kind of thing a target is: ``community.group`` is a group."""
    return str(vocabulary().things.get(label, label))


def sentence(action: str) -> str:
    """What was done; the bare name of the deed where nobody has put it into words."""
    return str(vocabulary().sentences.get(action, action))


def meant(action: str, said: dict[str, object]) -> list[tuple[tuple[str, ...], object]]:
    """Whose key each detail is that is one: an entry of ``NAMES``, and the key."""
    names = vocabulary().names
    found = [(names.get(f"{_thing(action)}.{key}") or names.get(key), key) for key in said]
    return [(entry, said[key]) for entry, key in found if entry]


def details(
    action: str, said: dict[str, object], model: type[Model] | None
) -> list[tuple[str, str]]:
    """Label and value of each detail, in words."""
    told = []
    for key, value in said.items():
        label = _label(key, model, action)
        if label and value not in ("", None, []):
            told.append((label, _value(value, key, model, action)))
    return told


def _label(key: str, model: type[Model] | None, action: str) -> str:
    labels = vocabulary().labels
    for known in (f"{_thing(action)}.{key}", key):
        if known in labels:
            return str(labels[known])
    column = _column(key, model)
    return str(column.verbose_name) if column else key.replace("_", " ")


def _thing(action: str) -> str:
    return action.partition(".")[0]


def _value(value: object, key: str, model: type[Model] | None, action: str) -> str:
    if isinstance(value, list):
        names = [_label(str(part), model, action) or str(part) for part in value]
        return ", ".join(names)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    listed = vocabulary().choices
    choices = listed.get(f"{action}.{key}") or listed.get(f"{_thing(action)}.{key}")
    column = _column(key, model)
    known = choices.choices if choices else (getattr(column, "choices", None) or [])
    return str(dict(known).get(value, value))


def _column(key: str, model: type[Model] | None) -> Field[object, object] | None:
    if model is None:
        return None
    try:
        return model._meta.get_field(key)  # type: ignore[return-value]
    except FieldDoesNotExist:
        return None
