"""A form field that finds a row by its name while somebody types."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from dure.core.search import queries as search

NUMBERED = re.compile(r"\(#(\d{1,18})\)\s*$")  # what a chosen suggestion ends with
MOST_NAMED = 8


def suggesting(address: str) -> forms.TextInput:
    """A box that suggests while somebody types, where the browser can; typing alone will do."""
    return forms.TextInput(
        attrs={
            "list": "options",
            "autocomplete": "off",
            "hx-get": reverse_lazy(address),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#options",
        }
    )


class NamedField(forms.CharField):
    """Its value is one of ``rows``, which the form sets; typed whole or chosen from ``address``."""

    rows: QuerySet[Any]

    def __init__(self, *, address: str, **options: Any) -> None:
        super().__init__(max_length=200, widget=suggesting(address), **options)

    def clean(self, value: Any) -> Model | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = self._found(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Nothing is called that. Choose one of those offered."))
        names = " · ".join(f"{one} (#{one.pk})" for one in found[:MOST_NAMED])
        raise ValidationError(
            _("Several are meant: %(names)s. Type one of them.") % {"names": names}
        )

    def _found(self, typed: str) -> list[Model]:
        if numbered := NUMBERED.search(typed):
            return list(self.rows.filter(pk=int(numbered[1])))
        whole = list(self.rows.filter(Q(name_ko=typed) | Q(name_en=typed))[:MOST_NAMED])
        return whole or list(search.matching(self.rows, typed)[:MOST_NAMED])
