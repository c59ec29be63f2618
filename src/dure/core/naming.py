"""What a thing is called, in the language of whoever reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

HANGUL = re.compile(r"[ㄱ-ㆎ가-힣○](?:[ㄱ-ㆎ가-힣○\d\s()·,.~-]*[ㄱ-ㆎ가-힣○\d])?")
MASK = "○○"


def named(thing: Any) -> str:
    """The English name for an English reader where there is one, else the Korean one."""
    english = getattr(thing, "name_en", "") if get_language() == "en" else ""
    return english or getattr(thing, "name_ko", None) or thing.name


def choices(found: Iterable[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """Of keys with their Korean and English names: what a box offers, in the reader's order."""
    is_english = get_language() == "en"
    told = [(pk, (is_english and english) or korean) for pk, korean, english in found]
    return sorted(told, key=lambda choice: choice[1].casefold())


def masked(person: Any) -> str:
    """A name for those who may not read it: 김○○, and K. ○○ for an English reader."""
    first = named(person)[:1]
    return f"{first}{MASK}" if HANGUL.match(first) else f"{first}. {MASK}"


def spoken(text: object) -> str:
    """Korean words on an English page are marked as Korean, so that they are read out as such.

    What is marked-up already stays as it is.
    """
    if isinstance(text, SafeString) or get_language() == "ko" or not HANGUL.search(str(text)):
        return text if isinstance(text, str) else str(text)
    whole = conditional_escape(str(text))
    return mark_safe(HANGUL.sub(r'<span lang="ko">\g<0></span>', whole))  # noqa: S308  (escaped)
