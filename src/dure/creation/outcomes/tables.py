from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dure.community.models import Complex
from dure.core.bilingual import said
from dure.core.listing import filters
from dure.core.listing.lists import Column, Listing
from dure.core.naming import named
from dure.core.precision import for_workbook

from .models import Outcome, OutcomeKind


def _in_year(rows: QuerySet[Outcome], year: int) -> QuerySet[Outcome]:
    return rows.filter(happened_on__year=year)


LISTING = Listing(
    _("Outcomes"),
    columns=[
        Column(
            "happened_on",
            _("Date"),
            lambda o: for_workbook(o.happened_on, o.precision),
            order=("happened_on",),
        ),
        Column("kind", _("Kind"), lambda o: o.get_kind_display(), order=("kind", "happened_on")),
        Column("what", _("What"), lambda o: o.what_ko),
        Column("what_en", _("What, in English"), lambda o: o.what_en, in_page=False),
        Column("group", _("Group"), lambda o: o.group and named(o.group)),
        Column("n_firms", _("Firms"), lambda o: o.n_firms, order=("n_firms",), is_number=True),
        Column(
            "amount_won",
            _("Amount, KRW"),
            lambda o: o.amount_won,
            order=("amount_won",),
            is_number=True,
        ),
        Column("source", _("Source"), lambda o: said(o.source), in_page=False),
        Column("precision", _("Precision"), lambda o: o.get_precision_display(), in_page=False),
        Column("complex", _("Industrial complex"), lambda o: named(o.complex), in_page=False),
    ],
    filters=[
        filters.choice(_("Kind"), name="kind", choices=OutcomeKind),
        filters.year(_("Year"), name="year", narrow=_in_year),
        filters.record(_("Industrial complex"), name="complex", rows=Complex.objects.visible_to),
    ],
    order="-happened_on",
)
