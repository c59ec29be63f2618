"""What a thing is called, in the language of whoever reads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


def named(thing: Any) -> str:
    """The English name for an English reader where there is one, else the Korean one."""
    english = getattr(thing, "name_en", "") if get_language() == "en" else ""
    return english or thing.name_ko
