from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .queries import standing


def context(request: HttpRequest) -> dict[str, object]:
    """``standing`` for every template; one query, asked only by pages that show the rail."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"standing": frozenset()}
    return {"standing": SimpleLazyObject(lambda: standing(user))}
