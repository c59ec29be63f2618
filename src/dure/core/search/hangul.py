"""Names as search sees them: without case, without spaces, and by their initial consonants.

>>> normal("㈜ 한국 Mold")
'(주)한국mold'
>>> initials(normal("한국 금형")) == normal("ㅎㄱㄱㅎ")
True
"""

from __future__ import annotations

import unicodedata

GRAM = 3
WIDTH = 21  # bits that hold any character of Unicode
FIRST_SYLLABLE, LAST_SYLLABLE = 0xAC00, 0xD7A3
PER_INITIAL = 588  # syllables that share an initial consonant
FIRST_INITIAL, LAST_INITIAL = 0x1100, 0x1112

# What a keyboard makes of two consonants typed one after the other.
CLUSTERS = str.maketrans(
    {
        "ㄳ": "ㄱㅅ",
        "ㄵ": "ㄴㅈ",
        "ㄶ": "ㄴㅎ",
        "ㄺ": "ㄹㄱ",
        "ㄻ": "ㄹㅁ",
        "ㄼ": "ㄹㅂ",
        "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ",
        "ㄿ": "ㄹㅍ",
        "ㅀ": "ㄹㅎ",
        "ㅄ": "ㅂㅅ",
    }
)


def normal(text: str) -> str:
    """The form in which names are compared: NFKC, case folded, nothing invisible."""
    folded = unicodedata.normalize("NFKC", text.translate(CLUSTERS)).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    return "".join(char for char in folded if unicodedata.category(char)[0] not in "ZC")


def initials(text: str) -> str:
    """A normal text, character by character, each syllable by its initial consonant."""
    return "".join(_initial(char) for char in text)


def is_initial(char: str) -> bool:
    return FIRST_INITIAL <= ord(char) <= LAST_INITIAL


def syllables_of(initial: str) -> tuple[str, str]:
    """The first and the last syllable that begin with a consonant."""
    first = FIRST_SYLLABLE + (ord(initial) - FIRST_INITIAL) * PER_INITIAL
    return chr(first), chr(first + PER_INITIAL - 1)


def grams(text: str) -> set[int]:
    """Every run of three characters as one number; the last runs are filled with nothing."""
    return {_code(text[i : i + GRAM]) for i in range(len(text))}


def gram_range(part: str) -> tuple[int, int]:
    """The numbers of all runs that begin with ``part``, of one to three characters."""
    low = _code(part)
    return low, low + (1 << WIDTH * (GRAM - len(part))) - 1


def _initial(char: str) -> str:
    if FIRST_SYLLABLE <= ord(char) <= LAST_SYLLABLE:
        return chr(FIRST_INITIAL + (ord(char) - FIRST_SYLLABLE) // PER_INITIAL)
    return char


def _code(part: str) -> int:
    code = 0
    for char in part:
        code = code << WIDTH | ord(char)
    return code << WIDTH * (GRAM - len(part))
