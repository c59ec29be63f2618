from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from .models import Complex


class ComplexAccess(QuerySet["Complex"]):
    pass
