"""A list page in one declaration: what it shows, what narrows it, how it is ordered, its export.

``docs/reference/lists.md`` shows it by example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from .filters import Filter, Reader, Rows, bar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Label

Query = MultiValueDict[str, str]  # of the address: ``request.GET``
PER_PAGE = 50


@dataclass(frozen=True)
class Column:
    """``value`` is typed (text, number, date) and goes into the export as such.

    It sees one row, so what only some readers may see of it is decided by the set of rows:
    annotate the row, and let ``value`` give ``None`` where it must. ``order`` are the columns of
    the database that it is sorted by; none, and it cannot be sorted by. With ``only_filled`` the
    page shows it only where one of its rows fills it for this reader.
    """

    name: str
    label: Label
    value: Callable[[Any], object]
    order: tuple[str, ...] = ()
    is_number: bool = False
    in_page: bool = True
    only_filled: bool = False


@dataclass(frozen=True)
class Heading:
    label: Label
    is_number: bool
    sort: str | None  # what the address gets when the heading is chosen
    direction: str  # of aria-sort: ascending, descending, or empty


@dataclass(frozen=True)
class Listing:
    title: Label
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    order: str = ""  # a column's name, "-" before it for the last first; else the first column
    per_page: int = PER_PAGE

    def read(self, rows: Rows, *, query: Query, reader: Reader) -> Listed:
        """What the address asks for, out of ``rows``: these the reader may see, no others."""
        form = forms.Form(query)
        form.fields.update(bar(self.filters, reader=reader))
        form.fields["sort"] = forms.ChoiceField(
            label=_("Order"), required=False, choices=[*self._orders()]
        )
        return Listed(self, rows, form, query)

    def _orders(self) -> Iterable[tuple[str, Label]]:
        first = self.order or self.columns[0].name
        yield "", self._order_label(first)
        for column in self.columns:
            for sort in (column.name, f"-{column.name}"):
                if column.order and sort != first:
                    yield sort, self._order_label(sort)

    def _order_label(self, sort: str) -> str:
        return f"{self.column(sort).label} {'↓' if sort.startswith('-') else '↑'}"

    def column(self, sort: str) -> Column:
        return next(column for column in self.columns if column.name == sort.removeprefix("-"))


@dataclass(frozen=True)
class Listed:
    listing: Listing
    all_rows: Rows
    form: forms.Form
    query: Query = field(repr=False)

    @cached_property
    def rows(self) -> Rows:
        """Narrowed and ordered; none at all where a filter makes no sense (the bar says why)."""
        if not self.form.is_valid():
            return self.all_rows.none()
        rows = self.all_rows
        for one in self.listing.filters:
            value = self.form.cleaned_data[one.name]
            if value not in (None, ""):
                rows = one.narrow(rows, value)
        return rows.order_by(*self._order())

    @cached_property
    def page(self) -> Page[Any]:
        """One page of them; a page that does not exist is the nearest that does."""
        return Paginator(self.rows, self.listing.per_page).get_page(self.query.get("page"))

    @property
    def is_narrowed(self) -> bool:
        return any(self.query.get(one.name) for one in self.listing.filters)

    @property
    def sort(self) -> str:
        asked = self.form.cleaned_data["sort"] if self.form.is_valid() else ""
        return asked or self.listing.order or self.listing.columns[0].name

    def headings(self) -> list[Heading]:
        return [
            self._heading(column) for column in self.listing.columns if column.name in self.shown
        ]

    @cached_property
    def shown(self) -> set[str]:
        """The names of the columns that this page has."""
        return {column.name for column in self.listing.columns if self._is_shown(column)}

    def _is_shown(self, column: Column) -> bool:
        if not column.only_filled:
            return column.in_page
        return column.in_page and any(column.value(row) for row in self.page)

    def export_url(self, address: str) -> str:
        """``address`` with the same filters."""
        query = self.query.copy()
        query.pop("page", None)
        return f"{address}?{urlencode(query, doseq=True)}" if query else address

    def context(self, *, export: str = "") -> dict[str, object]:
        """What ``core/list.html`` prints."""
        return {
            "listed": self,
            "page": self.page,
            "filters": self.form,
            "export_url": self.export_url(export) if export else "",
        }

    def _order(self) -> list[str]:
        last_first = "-" if self.sort.startswith("-") else ""
        columns = self.listing.column(self.sort).order
        return [f"{last_first}{column}" for column in columns] + ["pk"]

    def _heading(self, column: Column) -> Heading:
        if not column.order:
            return Heading(column.label, column.is_number, None, "")
        if self.sort == column.name:
            return Heading(column.label, column.is_number, f"-{column.name}", "ascending")
        direction = "descending" if self.sort == f"-{column.name}" else ""
        return Heading(column.label, column.is_number, column.name, direction)
