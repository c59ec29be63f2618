"""The list of organisations: its columns, filters and export."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dure.community.complexes.models import Complex
from dure.core import business_number
from dure.core.listing import filters
from dure.core.listing.lists import Column, Listing
from dure.core.naming import named

from . import queries
from .models import OrganisationKind, Size

OPEN, CLOSED = "open", "closed"


def _size(row: Any) -> str | None:
    return row.sizes_now[0].get_size_display() if row.sizes_now else None


def _industry(row: Any) -> str | None:
    return named(row.industries_now[0].industry) if row.industries_now else None


def _number(row: Any) -> str | None:
    if not row.is_confided or row.business_number is None:
        return None
    return business_number.written(row.business_number)


def _confided(column: str) -> Callable[[Any], str | None]:
    return lambda row: getattr(row, column) if row.is_confided else None


def _sections() -> list[tuple[str, str]]:
    return [(line.code, f"{line.code} {named(line)}") for line in queries.sections()]


def _state(rows: Any, state: str) -> Any:
    return rows.filter(closed_on__isnull=state == OPEN)


def _code_field(_reader: Any) -> forms.Field:
    return forms.CharField(
        label=_("Industry code"),
        required=False,
        max_length=5,
        widget=forms.TextInput(attrs={"size": 6, "placeholder": "29294"}),
        validators=[
            RegexValidator(
                r"^([A-Ua-u]|[0-9]{1,5})$", _("A section's letter or up to five digits.")
            )
        ],
    )


LISTING = Listing(
    _("Organisations"),
    columns=[
        Column("name", _("Name"), lambda row: row.name_ko, order=("name_ko",)),
        Column(
            "name_en",
            _("Name in English"),
            lambda row: row.name_en,
            order=("name_en", "name_ko"),
            in_page=False,
        ),
        Column("kind", _("Kind"), lambda row: row.get_kind_display(), order=("kind", "name_ko")),
        Column("size", _("Size"), _size),
        Column(
            "code",
            _("Industry code"),
            lambda row: row.industry_code,
            order=("industry_code", "name_ko"),
            in_page=False,
        ),
        Column("industry", _("Industry"), _industry),
        Column(
            "complex",
            _("Industrial complex"),
            lambda row: row.complex and named(row.complex),
            order=("complex__name_ko", "name_ko"),
        ),
        Column("number", _("Business number"), _number, only_filled=True),
        Column("address", _("Address"), _confided("address"), only_filled=True),
        Column("telephone", _("Telephone"), _confided("telephone"), only_filled=True),
        Column("website", _("Website"), lambda row: row.website, in_page=False),
        Column(
            "closed",
            _("Closed on"),
            lambda row: row.closed_on,
            order=("closed_on",),
            in_page=False,
        ),
    ],
    filters=[
        filters.text(_("Name"), hint="ㄱㅎ, 금형, mould", narrow=queries.found),
        filters.choice(_("Kind"), name="kind", choices=OrganisationKind),
        filters.choice(_("Size"), name="size", choices=Size, narrow=queries.of_size),
        filters.choice(
            _("Industry section"), name="section", choices=_sections, narrow=queries.of_section
        ),
        filters.Filter(
            "industry",
            _code_field,
            lambda rows, code: queries.of_industry(rows, code.upper()),
        ),
        filters.record(
            _("Industrial complex"),
            name="complex",
            rows=lambda reader: Complex.objects.visible_to(reader).order_by("name_ko"),
        ),
        filters.choice(
            _("Member of"),
            name="group",
            choices=queries.groups_with_members,
            narrow=queries.of_group,
        ),
        filters.choice(
            _("Supplies"),
            name="supplies",
            choices=queries.customers,
            narrow=queries.suppliers_of,
        ),
        filters.choice(
            _("State"),
            name="state",
            choices=lambda: [
                (OPEN, _("In business")),
                (CLOSED, pgettext_lazy("organisation", "Closed")),
            ],
            narrow=_state,
        ),
        filters.choice(
            _("Missing"),
            name="missing",
            choices=lambda: [
                ("industry", _("Industry")),
                ("size", _("Size")),
                ("number", _("Business number")),
            ],
            narrow=queries.missing,
        ),
        filters.yes_or_no(_("Synthetic"), name="synthetic", column="is_synthetic"),
    ],
    order="name",
)
