"""The lists of groups and of a group's members: columns, filters, export."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dure.community.complexes.models import Complex
from dure.community.organisations.models import OrganisationKind
from dure.core.listing import filters
from dure.core.listing.lists import Column, Listing
from dure.core.naming import named
from dure.core.precision import for_workbook

from . import queries
from .models import Founder, GroupKind, Membership, OfficeKind

LISTING = Listing(
    _("Groups"),
    columns=[
        Column("name", _("Name"), lambda row: row.name_ko, order=("name_ko",)),
        Column("name_en", _("Name in English"), lambda row: row.name_en, in_page=False),
        Column("kind", _("Kind"), lambda row: row.get_kind_display(), order=("kind", "name_ko")),
        Column(
            "complex",
            _("Industrial complex"),
            lambda row: named(row.complex),
            order=("complex__name_ko", "name_ko"),
        ),
        Column(
            "founder",
            _("Founded by"),
            lambda row: row.get_founded_by_display(),
            order=("founded_by", "name_ko"),
        ),
        Column(
            "founded",
            _("Founded on"),
            lambda row: for_workbook(row.founded_on, row.founded_precision),
            order=("founded_on",),
        ),
        Column(
            "ended",
            _("Ended on"),
            lambda row: for_workbook(row.ended_on, row.ended_precision),
            order=("ended_on",),
        ),
        Column(
            "members",
            _("Members"),
            lambda row: row.n_members,
            order=("n_members", "name_ko"),
            is_number=True,
        ),
        Column("purpose", _("Purpose"), lambda row: row.purpose, in_page=False),
    ],
    filters=[
        filters.text(_("Name"), hint="ㄱㅎ, 금형, mould"),
        filters.choice(_("Kind"), name="kind", choices=GroupKind),
        filters.choice(_("Founded by"), name="founder", choices=Founder, column="founded_by"),
        filters.choice(
            _("State"),
            name="state",
            choices=lambda: [("running", _("Running")), ("ended", _("Ended"))],
            narrow=queries.running,
        ),
        filters.record(
            _("Industrial complex"),
            name="complex",
            rows=lambda reader: Complex.objects.visible_to(reader).order_by("name_ko"),
        ),
        filters.choice(_("Missing"), name="missing", choices=OfficeKind, narrow=queries.missing),
        filters.yes_or_no(_("Synthetic"), name="synthetic", column="is_synthetic"),
    ],
    order="name",
)


def _member(row: Membership) -> str:
    """A person, or the organisation that is the member itself."""
    return queries.name_of(row) if row.person else named(row.organisation)


def _organisation(row: Membership) -> str | None:
    """The one that the person is there for."""
    return named(row.organisation) if row.person and row.organisation else None


def _kind(row: Membership) -> str | None:
    return row.organisation.get_kind_display() if row.organisation else None


def _current(rows: Any, state: str) -> Any:
    return rows.filter(is_current=state == "current")


MEMBERS = Listing(
    _("Members"),
    columns=[
        Column("member", _("Member"), _member),
        Column(
            "organisation",
            _("Organisation"),
            _organisation,
            order=("organisation__name_ko",),
            only_filled=True,
        ),
        Column(
            "kind",
            _("Kind"),
            _kind,
            order=("organisation__kind", "organisation__name_ko"),
        ),
        Column("from", _("From"), lambda row: row.starts_on, order=("starts_on",)),
        Column("until", _("Until"), lambda row: row.ends_on, order=("ends_on",)),
    ],
    filters=[
        filters.text(_("Name"), hint="ㄱㅎ, 금형", narrow=queries.named),
        filters.choice(
            _("State"),
            name="state",
            choices=lambda: [("current", _("Members now")), ("past", _("Past members"))],
            narrow=_current,
        ),
        filters.choice(
            _("Kind"), name="kind", choices=OrganisationKind, column="organisation__kind"
        ),
    ],
    order="organisation",
)
