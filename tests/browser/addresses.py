"""Every page that can be opened by its address, with real rows in the places of the keys."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.conftest import Cast

# What is no page: it streams a file, answers a machine, or ends the visit.
NO_PAGE = ("export", "download", "logout", "json", "template", "language", "i18n", "jsi18n")


def pages(cast: Cast) -> dict[str, str]:
    """By name of the address."""
    rows = {
        "complex": cast.complex.pk,
        "organisation": cast.organisation.pk,
        "group": cast.group.pk,
        "person": cast.person.pk,
        "membership": cast.membership.pk,
        "user": cast.member.pk,
    }
    found = {}
    for name, arguments in _names(get_resolver()):
        if any(word in name for word in NO_PAGE):
            continue
        address = _address(name, arguments, rows.get(name.replace("_", "-").split("-")[0]))
        if address is not None:
            found[name] = address
    return found


def _address(name: str, arguments: list[str], pk: int | None) -> str | None:
    if len(arguments) > 1 or (arguments and pk is None):
        return None
    try:
        return reverse(name, args=[pk] if arguments else [])
    except NoReverseMatch:
        return None


def _names(resolver: URLResolver) -> Iterator[tuple[str, list[str]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name, list(entry.pattern.converters)
