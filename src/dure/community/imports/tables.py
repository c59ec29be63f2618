from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dure.community.complexes.models import Complex
from dure.community.import_rows.models import RowState, Status
from dure.core.listing import filters
from dure.core.listing.lists import Column, Listing
from dure.core.naming import named

LISTING = Listing(
    _("Imports"),
    columns=[
        Column("file", _("Workbook"), lambda source: source.file.name, order=("file__name",)),
        Column("complex", _("Industrial complex"), lambda source: named(source.complex)),
        Column("group", _("Group"), lambda source: source.group and named(source.group)),
        Column("rows", _("Rows"), lambda source: source.n_rows, ("n_rows",), is_number=True),
        Column("status", _("State"), lambda source: source.get_status_display(), ("status",)),
        Column("by", _("Uploaded by"), lambda source: str(source.uploaded_by)),
        Column("at", _("Uploaded"), lambda source: source.uploaded_at, ("uploaded_at",)),
    ],
    filters=[
        filters.choice(_("State"), name="status", choices=Status),
        filters.record(
            _("Industrial complex"),
            name="complex",
            rows=Complex.objects.auditable_by,
        ),
    ],
    order="-at",
)
ROWS = Listing(
    _("Rows"),
    columns=[
        Column("number", _("Row"), lambda row: row.number, ("number",), is_number=True),
        Column("state", _("State"), lambda row: row.get_state_display(), ("state", "number")),
        Column("name", _("Organisation"), lambda row: row.raw.get("name")),
        Column("person", _("Contact person"), lambda row: row.raw.get("person")),
        Column("told", _("What is found"), lambda row: row.state),
    ],
    filters=[filters.choice(_("State"), name="state", choices=RowState)],
    order="number",
)
