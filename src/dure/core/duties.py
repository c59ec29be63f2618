"""What somebody is in a complex, an organisation or a group, told by the apps that know.

An app says it in ``<app>/duties.py``: ``held_by(users)`` gives the duties of these accounts.
Found by name, so that the pages of an account need not know what stands above them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps

from .clock import today

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Duty:
    user: int
    label: str
    thing: Model  # where it was given
    address: str  # the name of its page
    starts_on: dt.date
    ends_on: dt.date | None

    @property
    def holds(self) -> bool:
        return self.starts_on <= today() and (self.ends_on is None or self.ends_on > today())


def of(users: Collection[int]) -> dict[int, list[Duty]]:
    """The duties of each of these accounts: what holds first, then the newest."""
    found: dict[int, list[Duty]] = defaultdict(list)
    for duty in (duty for app in apps.get_app_configs() for duty in _told_by(app.name, users)):
        found[duty.user].append(duty)
    for duties in found.values():
        duties.sort(key=lambda duty: (not duty.holds, -duty.starts_on.toordinal()))
    return found


def _told_by(app: str, users: Collection[int]) -> Iterable[Duty]:
    if not app.startswith("dure.") or find_spec(f"{app}.duties") is None or app == "dure.core":
        return ()
    told: Iterable[Duty] = import_module(f"{app}.duties").held_by(users)
    return told
