"""The places of the rail: which pages stand there, in which order, for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ON_THE_BAR = 4  # a phone shows so many, and "more"


@dataclass(frozen=True)
class Place:
    names: tuple[str, ...]  # of addresses: the first that exists
    label: str | Promise
    icon: str
    standing: frozenset[str] = frozenset()  # whom it is for: anybody of these; empty is everybody


@dataclass(frozen=True)
class Shown:
    url: str
    label: str | Promise
    icon: str
    is_here: bool


@dataclass(frozen=True)
class Parts:
    first: list[Shown]
    rest: list[Shown]

    @property
    def beyond(self) -> list[Shown]:
        """What a phone keeps behind "more"."""
        return self.first[ON_THE_BAR:] + self.rest


OVERSEERS = frozenset({"directs", "oversees"})
IMPORTERS = OVERSEERS | {"coordinates"}

FIRST = [
    Place(("home",), _("Today"), "home"),
    Place(("organisation-list",), _("Organisations"), "building-office-2"),
    Place(("person-list",), _("People"), "users"),
    Place(("group-list",), _("Groups"), "user-group"),
    Place(("complex-list",), _("Industrial complexes"), "map"),
]
REST = [
    Place(("statistic-list", "statistics-list", "statistics"), _("Statistics"), "chart-bar"),
    Place(("outcome-list",), _("Outcomes"), "sparkles"),
    Place(("reproduction", "reproduction-page"), _("Reproduction"), "scale"),
    Place(("import-list",), _("Imports"), "arrow-up-tray", IMPORTERS),
    Place(("user-list",), _("Accounts"), "key", OVERSEERS),
    Place(("audit-list",), _("Audit"), "clipboard-document-list", OVERSEERS),
    Place(("queue-list", "task-list", "queue"), _("Queue"), "queue-list", OVERSEERS),
]


def parts(*, path: str, standing: Collection[str]) -> Parts:
    return Parts(_shown(FIRST, path, standing), _shown(REST, path, standing))


def _shown(places: list[Place], path: str, standing: Collection[str]) -> list[Shown]:
    found = []
    for place in places:
        url = _url(place.names)
        if url and (not place.standing or place.standing & set(standing)):
            found.append(Shown(url, place.label, place.icon, _is_here(url, path)))
    return found


def _is_here(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def _url(names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
