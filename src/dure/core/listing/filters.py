"""What a list can be narrowed by: a field in the bar, and what its value does to the rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dure.core.search import queries as search
from dure.core.widgets import DayField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Label

Rows = QuerySet[Any]
Reader = Any  # accounts.User; core knows no app above it
Narrow = Callable[[Rows, Any], Rows]

ANY = _("All")


@dataclass(frozen=True)
class Filter:
    """``field`` is made anew for every reader: what they may choose can depend on them."""

    name: str
    field: Callable[[Reader], forms.Field]
    narrow: Narrow


def text(
    label: Label, *, name: str = "q", hint: Label = "", narrow: Narrow | None = None
) -> Filter:
    """Part of a name, by the index of ``core.search`` unless ``narrow`` says how."""
    widget = forms.TextInput(attrs={"type": "search", "placeholder": hint, "autocomplete": "off"})
    return Filter(
        name,
        lambda _reader: forms.CharField(label=label, required=False, max_length=100, widget=widget),
        narrow or search.matching,
    )


def choice(
    label: Label,
    *,
    name: str,
    choices: type | Callable[[], Sequence[tuple[Any, Any]]],
    column: str = "",
    narrow: Narrow | None = None,
) -> Filter:
    """One of some words: of a ``TextChoices``, or what a function gives."""
    return Filter(
        name,
        lambda _reader: forms.ChoiceField(
            label=label,
            required=False,
            choices=[("", ANY), *(choices.choices if hasattr(choices, "choices") else choices())],
        ),
        narrow or _equal(column or name),
    )


def record(
    label: Label,
    *,
    name: str,
    rows: Callable[[Reader], Rows],
    column: str = "",
    narrow: Narrow | None = None,
) -> Filter:
    """One row of another table, out of those that the reader may see."""
    return Filter(
        name,
        lambda reader: forms.ModelChoiceField(
            label=label, required=False, queryset=rows(reader), empty_label=str(ANY)
        ),
        narrow or _equal(column or name),
    )


def yes_or_no(label: Label, *, name: str, column: str = "", narrow: Narrow | None = None) -> Filter:
    return Filter(
        name,
        lambda _reader: forms.TypedChoiceField(
            label=label,
            required=False,
            coerce=lambda value: value == "yes",
            empty_value=None,
            choices=[("", ANY), ("yes", _("Yes")), ("no", _("No"))],
        ),
        narrow or _equal(column or name),
    )


def year(label: Label, *, name: str, narrow: Narrow) -> Filter:
    return Filter(
        name,
        lambda _reader: forms.IntegerField(
            label=label, required=False, min_value=1900, max_value=2999
        ),
        narrow,
    )


def day(label: Label, *, name: str, narrow: Narrow) -> Filter:
    return Filter(name, lambda _reader: DayField(label=label, required=False), narrow)


def bar(filters: Sequence[Filter], *, reader: Reader) -> dict[str, forms.Field]:
    return {one.name: one.field(reader or AnonymousUser()) for one in filters}


def _equal(column: str) -> Narrow:
    return lambda rows, value: rows.filter(**{column: value})
