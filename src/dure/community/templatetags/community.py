from __future__ import annotations

from django import template

from dure.community.groups.models import Membership, Office
from dure.community.groups.queries import name_of
from dure.core import business_number as business_numbers

register = template.Library()


@register.filter
def business_number(digits: str | None) -> str:
    """123-45-67891, or nothing."""
    return business_numbers.written(digits) if digits else ""


@register.filter
def member_name(row: Membership | Office) -> str:
    """The person's name as far as the reader may read it: 김○○."""
    return name_of(row)
