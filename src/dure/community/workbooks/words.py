"""Words by which a workbook says what an organisation is and how large."""

from __future__ import annotations

import re

from dure.community.organisations.models import OrganisationKind as Kind
from dure.community.organisations.models import Size

from .cells import Doubtful, day, text
from .sheets import Cell

KINDS = (  # the first word that is found decides
    (Kind.UNIVERSITY, ("대학", "university", "college", "학교", "학계")),
    (Kind.AGENCY, ("지원기관", "유관기관", "진흥", "테크노파크", "공단", "협회", "agency", "지원")),
    (Kind.INSTITUTE, ("연구", "institute", "laborator")),
    (Kind.GOVERNMENT, ("시청", "도청", "군청", "구청", "지자체", "정부", "government", "관청")),
    (Kind.FIRM, ("기업", "업체", "회사", "firm", "company", "제조", "법인", "개인", "산업체")),
    (Kind.AGENCY, ("기관", "단체", "조합")),
)
LETTERS = {"산": Kind.FIRM, "학": Kind.UNIVERSITY, "연": Kind.INSTITUTE, "관": Kind.GOVERNMENT}
BY_NAME = (
    (Kind.UNIVERSITY, re.compile(r"대학교?(\s?산학협력단)?$|university|college", re.IGNORECASE)),
    (Kind.INSTITUTE, re.compile(r"(연구원|기술원|연구소)$|research institute", re.IGNORECASE)),
    (Kind.GOVERNMENT, re.compile(r"(시청|도청|군청|구청)$|\bcity hall\b", re.IGNORECASE)),
    (Kind.AGENCY, re.compile(r"(테크노파크|진흥원|진흥공단|산업단지공단|상공회의소)$")),
)
FIRM = re.compile(r"\(주\)|㈜|주식회사|유한회사|co\.|ltd|inc", re.IGNORECASE)
SIZES = (
    (Size.MID_SIZE, ("중견", "mid-size", "midsize", "mid size")),
    (Size.LARGE, ("대기업", "large")),
    (Size.MICRO, ("소상공인", "영세", "micro")),
    (Size.SMALL, ("소기업", "small")),
    (Size.MEDIUM, ("중기업", "medium")),
)
BOTH = ("중소", "sme", "small and medium")
LEFT = ("탈퇴", "탈회", "퇴회", "withdrawn", "former member", "has left")
NOT_LEFT = ("n", "no", "x", "아니오", "아니요", "부", "정상", "미탈퇴")


def has_left(said: str) -> bool:
    """Whether the words sound as if the member had left."""
    folded = said.casefold()
    return "미탈퇴" not in folded and any(word in folded for word in LEFT)


def left_on(cell: Cell) -> str:
    """The day; a word that stands in its place is doubtful, one that says no is nothing."""
    said = text(cell).casefold()
    if said in NOT_LEFT:
        return ""
    if not any(char.isdigit() for char in said):
        raise Doubtful("left.undated")
    return day(cell).isoformat()


def kind(cell: Cell) -> str:
    said = text(cell).casefold()
    if said in LETTERS:
        return LETTERS[said]
    if said in Kind.values:
        return said
    for found, words in KINDS:
        if any(word in said for word in words):
            return found
    raise Doubtful("kind.strange")


def kind_of_name(name: str) -> str:
    """Most members are firms; a university says so in its name."""
    if not FIRM.search(name):
        for found, form in BY_NAME:
            if form.search(name):
                return found
    return Kind.FIRM


def size(cell: Cell) -> str:
    said = text(cell).casefold()
    if said in Size.values:
        return said
    if any(word in said for word in BOTH):
        raise Doubtful("size.both")
    for found, words in SIZES:
        if any(word in said for word in words):
            return found
    raise Doubtful("size.strange")
