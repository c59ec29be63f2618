"""The way from a record to its history, for who may read that."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django import template
from django.template import Context
from django.urls import reverse

from dure.core.audit.access import auditable

if TYPE_CHECKING:
    from django.db.models import Model

register = template.Library()


@register.inclusion_tag("core/audit/_link.html", takes_context=True)
def history_link(context: Context, thing: Model) -> dict[str, str]:
    """Costs no query for programme officers and auditors, one for coordinators."""
    label = thing._meta.label_lower
    shown = _may_read(context, label, thing)
    return {"url": reverse("audit-page", args=[label, thing.pk]) if shown else ""}


def _may_read(context: Context, label: str, thing: Model) -> bool:
    user = context.get("user")
    standing: Collection[str] = context.get("standing") or ()
    if "oversees" in standing or thing == user:
        return True
    if "coordinates" not in standing:
        return False
    rows = auditable(label, user) if user else None
    return rows is not None and rows.filter(pk=thing.pk).exists()
