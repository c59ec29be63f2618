"""When two names or two addresses mean the same.

>>> name_key("주식회사 구미 정밀") == name_key("구미정밀㈜") == name_key("(주)구미정밀")
True
>>> address_key("경상북도 구미시 공단로 12 (공단동)") == address_key("경북 구미시 공단로12")
True
>>> resemble("구미정밀", "구미정말"), resemble("제1공장", "제2공장")
(True, False)
"""

from __future__ import annotations

import re
import unicodedata

FORMS = re.compile(
    r"\((?:주|유|사|재|합|자|의|학|특)\)"
    r"|주식회사|유한책임회사|유한회사|합자회사|합명회사|사단법인|재단법인|농업회사법인|학교법인"
    r"|\b(?:co\.?,? ?ltd|ltd|inc|corp|corporation|company|limited|llc)\b\.?"
)
PROVINCES = {
    "서울특별시": "서울",
    "부산광역시": "부산",
    "대구광역시": "대구",
    "인천광역시": "인천",
    "광주광역시": "광주",
    "대전광역시": "대전",
    "울산광역시": "울산",
    "세종특별자치시": "세종",
    "경기도": "경기",
    "강원특별자치도": "강원",
    "강원도": "강원",
    "충청북도": "충북",
    "충청남도": "충남",
    "전북특별자치도": "전북",
    "전라북도": "전북",
    "전라남도": "전남",
    "경상북도": "경북",
    "경상남도": "경남",
    "제주특별자치도": "제주",
    "제주도": "제주",
    "서울시": "서울",
    "부산시": "부산",
    "대구시": "대구",
    "인천시": "인천",
}
LEAST = 3  # shorter names resemble too many


def name_key(name: str) -> str:
    """Without the legal form, spaces, marks and case."""
    text = unicodedata.normalize("NFKC", name).casefold()
    bare = _letters(FORMS.sub(" ", text))
    return bare or _letters(text)


def address_key(address: str) -> str:
    """Without what stands in brackets, spaces and marks; provinces by their short names."""
    text = unicodedata.normalize("NFKC", address).casefold()
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text).strip()
    text = re.sub(r"^\d{3}-?\d{2,3}\s", "", text)
    for long, short in PROVINCES.items():
        if text.startswith(long):
            text = short + text.removeprefix(long)
            break
    return _letters(text, keep="-")


def resemble(one: str, other: str) -> bool:
    """Whether two keys differ by a slip of one letter, not by a number."""
    if one == other or _digits(one) != _digits(other):
        return False
    if min(len(one), len(other)) < LEAST or abs(len(one) - len(other)) > 1:
        return False
    return _one_apart(one, other)


def slips(key: str) -> set[str]:
    """What two keys that resemble each other have in common: the key with a letter gone."""
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))} if len(key) >= LEAST else set()


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _letters(text: str, keep: str = "") -> str:
    return "".join(char for char in text if char.isalnum() or char in keep)
