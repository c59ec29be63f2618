"""A form field that finds a row by its name while somebody types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from dure.core.clock import today
from dure.core.fields import held_on
from dure.core.naming import named
from dure.core.search import queries as search

NUMBERED = re.compile(r"\(#(\d{1,18})\)\s*$")  # where nothing else tells two apart
BETWEEN = " · "
MOST_NAMED = 8
MOST_DIGITS = 19


def _attributes(address: str) -> dict[str, Any]:
    return {
        "list": "options",
        "autocomplete": "off",
        "hx-get": reverse_lazy(address),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": "#options",
    }


def suggesting(address: str) -> forms.TextInput:
    """A box that suggests while somebody types, where the browser can; typing alone will do."""
    return forms.TextInput(attrs=_attributes(address))


class NameInput(forms.TextInput):
    """A box for a name, and under it those who are meant when the name alone does not say it.

    What is chosen there counts as long as the name in the box is the one it was offered for.
    """

    template_name = "community/_named.html"
    candidates: Sequence[Model] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        chosen = data.get(f"{name}-meant", "")
        if chosen.isdecimal() and len(chosen) < MOST_DIGITS and data.get(f"{name}-for") == typed:
            return f"{typed} (#{chosen})"
        return typed

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["candidates"] = [(one, told(one)) for one in self.candidates]
        return context


def told(row: Any) -> str:
    """What tells a row from its namesakes: the kind of a body, the posts of a person."""
    if hasattr(row, "get_kind_display"):
        return str(row.get_kind_display())
    if (held := getattr(row, "posts_now", None)) is None:
        held = row.posts.filter(held_on(today())).select_related("organisation")
    return ", ".join(BETWEEN.join(filter(None, (str(one.organisation), one.title))) for one in held)


def offered(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """What a box offers: the name, and what else is told of it.

    Namesakes are told apart by that, and by a number where even that is the same.
    """
    lines = [(row, named(row), told(row)) for row in rows]
    names = Counter(name for _row, name, _told in lines)
    whole = Counter((name, words) for _row, name, words in lines)
    found = []
    for row, name, words in lines:
        value = name
        if names[name] > 1:
            is_alone = words and whole[name, words] == 1
            value = f"{name}{BETWEEN}{words}" if is_alone else f"{name} (#{row.pk})"
        mark = str(_("synthetic")) if row.is_synthetic else ""
        found.append((value, BETWEEN.join(filter(None, (words, mark)))))
    return found


class NamedField(forms.CharField):
    """Its value is one of ``rows``, which the form sets; typed whole or chosen from ``address``."""

    rows: QuerySet[Any]

    def __init__(self, *, address: str, **options: Any) -> None:
        super().__init__(max_length=200, widget=NameInput(_attributes(address)), **options)

    def clean(self, value: Any) -> Model | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = self._found(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Nothing is called that. Choose one of those offered."))
        self.widget.candidates = found
        raise ValidationError(_("Several are meant. Choose the right one."))

    def _found(self, typed: str) -> list[Model]:
        if numbered := NUMBERED.search(typed):
            return list(self.rows.filter(pk=int(numbered[1])))
        name, _between, words = typed.partition(BETWEEN)
        if words and (meant := [row for row in self._called(name) if told(row) == words]):
            return meant
        return self._called(typed) or list(search.matching(self.rows, typed)[:MOST_NAMED])

    def _called(self, name: str) -> list[Model]:
        return list(self.rows.filter(Q(name_ko=name) | Q(name_en=name))[:MOST_NAMED])
