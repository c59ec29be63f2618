"""Words of the records that stand in both languages: “Korean / English”."""

from __future__ import annotations

from django.utils.translation import get_language


def said(text: str) -> str:
    """In the reader's language where it stands in both, else as it is."""
    korean, slash, english = text.partition(" / ")
    if not slash or not _is_korean(korean) or _is_korean(english):
        return text
    return english if get_language() == "en" else korean


def _is_korean(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)
