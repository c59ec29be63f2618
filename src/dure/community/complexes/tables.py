"""The list of complexes: its columns, filters and export."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dure.core.listing import filters
from dure.core.listing.lists import Column, Listing
from dure.core.naming import named

from . import queries
from .models import Complex, ComplexKind, Part

LISTING = Listing(
    _("Industrial complexes"),
    columns=[
        Column("name", _("Name"), lambda row: row.name_ko, order=("name_ko",)),
        Column(
            "name_en",
            _("Name in English"),
            lambda row: row.name_en,
            order=("name_en",),
            in_page=False,
        ),
        Column("region", _("Region"), lambda row: row.region_named, order=("region", "name_ko")),
        Column("kind", _("Kind"), lambda row: row.get_kind_display(), order=("kind", "name_ko")),
        Column(
            "part",
            _("Part in the programme"),
            lambda row: row.get_part_display(),
            order=("part", "name_ko"),
        ),
        Column("hub", _("Hub"), lambda row: row.hub and named(row.hub), in_page=False),
        Column(
            "area",
            _("Area, 1,000 m²"),
            lambda row: row.area_thousand_m2,
            order=("area_thousand_m2",),
            is_number=True,
        ),
        Column(
            "organisations",
            _("Organisations"),
            lambda row: row.n_organisations,
            order=("n_organisations",),
            is_number=True,
        ),
        Column(
            "groups", _("Groups"), lambda row: row.n_groups, order=("n_groups",), is_number=True
        ),
        Column("latitude", _("Latitude"), lambda row: row.latitude, in_page=False),
        Column("longitude", _("Longitude"), lambda row: row.longitude, in_page=False),
    ],
    filters=[
        filters.text(_("Name"), hint="ㄱㅁ, 구미, Gumi"),
        filters.choice(_("Region"), name="region", choices=queries.regions),
        filters.choice(_("Kind"), name="kind", choices=ComplexKind),
        filters.choice(_("Part in the programme"), name="part", choices=Part),
        filters.record(
            _("Hub"),
            name="hub",
            rows=lambda reader: (
                Complex.objects.visible_to(reader).filter(part=Part.HUB).order_by("name_ko")
            ),
        ),
    ],
    order="region",
)
