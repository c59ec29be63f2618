from __future__ import annotations

from django import template

from dure.core import business_number as business_numbers

register = template.Library()


@register.filter
def business_number(digits: str | None) -> str:
    """123-45-67891, or nothing."""
    return business_numbers.written(digits) if digits else ""
