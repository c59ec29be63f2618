from __future__ import annotations

from django import template
from django.utils.translation import gettext

from dure.community.groups.models import Membership, Office
from dure.community.groups.queries import name_of
from dure.core import business_number as business_numbers
from dure.core.clock import in_words
from dure.core.fields import Dated

register = template.Library()


@register.filter
def business_number(digits: str | None) -> str:
    """123-45-67891, or nothing."""
    return business_numbers.written(digits) if digits else ""


@register.filter
def period(row: Dated) -> str:
    """From when until when; since when, where it still holds."""
    first = in_words(row.starts_on)
    if row.ends_on is None:
        return gettext("since %(day)s") % {"day": first}
    return f"{first} \N{EN DASH} {in_words(row.ends_on)}"


@register.filter
def member_name(row: Membership | Office) -> str:
    """The person's name as far as the reader may read it: 김○○."""
    return name_of(row)
