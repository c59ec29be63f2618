"""Every address there is, and an example of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver, reverse

from .world import BY_NAME, EXAMPLES, World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    name: str
    route: str

    def example(self, world: World) -> str:
        """With real rows. A new kind of parameter must be given an example in ``world``."""
        if self.name in BY_NAME:
            return BY_NAME[self.name](world)
        arguments = {}
        for parameter in PARAMETER.finditer(self.route):
            key = self.route[: parameter.end()]
            assert key in EXAMPLES, f"tests/dure/walk/world.py: give an example of {key!r}"
            arguments[parameter[1]] = EXAMPLES[key](world)
        return reverse(self.name, kwargs=arguments)


def addresses() -> list[Address]:
    found = list(_below(get_resolver(), ""))
    unnamed = [address.route for address in found if not address.name]
    assert not unnamed, f"every address has a name, not so {unnamed}"
    return found


def _below(resolver: URLResolver, before: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _below(entry, route)
        else:
            yield Address(entry.name or "", route)
