"""The list of people: only those whose record the reader may open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from dure.community.complexes.models import Complex
from dure.core.listing import filters
from dure.core.listing.lists import Column, Listing
from dure.core.naming import named

from . import queries


def _organisations(row: Any) -> str:
    return ", ".join(named(post.organisation) for post in row.posts_now)


def _titles(row: Any) -> str:
    return ", ".join(post.title_named for post in row.posts_now if post.title)


def _confided(column: str) -> Callable[[Any], str | None]:
    return lambda row: getattr(row, column) if row.is_confided else None


def _tags(row: Any) -> str:
    return ", ".join(sorted(tag.name for tag in row.tags.all()))


LISTING = Listing(
    _("People"),
    columns=[
        Column("name", _("Name"), lambda row: row.name_ko, order=("name_ko",)),
        Column("name_en", _("Name in English"), lambda row: row.name_en, in_page=False),
        Column("organisation", _("Organisation"), _organisations),
        Column("title", _("Post"), _titles),
        Column("tags", _("Tags"), _tags),
        Column("expertise", _("Expertise"), lambda row: row.expertise, in_page=False),
        Column("email", _("E-mail"), _confided("email"), only_filled=True),
        Column("telephone", _("Telephone"), _confided("telephone"), only_filled=True),
    ],
    filters=[
        filters.text(_("Name or expertise"), hint="ㄱㅎ, 김, 사출", narrow=queries.found),
        filters.choice(_("Tag"), name="tag", choices=queries.tags, narrow=queries.tagged),
        filters.choice(
            _("Member of"),
            name="group",
            choices=queries.groups_with_people,
            narrow=queries.of_group,
        ),
        filters.record(
            _("Industrial complex"),
            name="complex",
            rows=lambda reader: Complex.objects.visible_to(reader).order_by("name_ko"),
            narrow=queries.of_complex,
        ),
        filters.text(
            _("Organisation"),
            name="organisation",
            narrow=queries.of_organisations,
        ),
        filters.yes_or_no(_("Synthetic"), name="synthetic", column="is_synthetic"),
    ],
    order="name",
)
