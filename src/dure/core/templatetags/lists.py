"""The headings of a list that can be ordered; see docs/reference/lists.md."""

from __future__ import annotations

from django import template
from django.template import Context

from dure.core.listing.lists import Listed

register = template.Library()


@register.inclusion_tag("core/_headings.html", takes_context=True)
def headings(context: Context, listed: Listed) -> dict[str, object]:
    """``<th>`` for every column of the page, each a link that orders by it."""
    return {"headings": listed.headings(), "request": context["request"]}
