from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dure.core.search import hangul
from dure.core.search import queries as search

from .models import CURRENT, Industry, IndustryQuerySet

MOST_FOUND = 50


@dataclass(frozen=True)
class Branch:
    industry: Industry
    n_children: int


def branches(revision: int, parent: Industry | None) -> list[Branch]:
    """The lines right under ``parent``, or the sections. Two queries."""
    lines = list(Industry.objects.filter(revision=revision, parent=parent).order_by("code"))
    below = Counter(Industry.objects.filter(parent__in=lines).values_list("parent", flat=True))
    return [Branch(line, below[line.pk]) for line in lines]


def path_to(industry: Industry) -> list[Industry]:
    """From the section down to the line itself. One query."""
    above = [industry.code[:digits] for digits in range(2, industry.level)]
    lines = Industry.objects.filter(
        revision=industry.revision, code__in=[industry.section, *above, industry.code]
    )
    return sorted(lines, key=lambda line: line.level)


def found(text: str, *, revision: int = CURRENT) -> IndustryQuerySet:
    """Lines whose code starts with the text, or whose name holds it."""
    lines = Industry.objects.filter(revision=revision)
    wanted = text.strip()
    if wanted.isascii() and wanted.isdigit():
        return lines.filter(code__startswith=wanted).order_by("code")
    return search.matching(lines, wanted).order_by("-level", "code")


def leaves_meant(text: str, *, revision: int = CURRENT) -> list[Industry]:
    """The five-digit lines that a typed code, name, or both can mean; the exact one alone."""
    code, _space, _name = text.strip().partition(" ")
    exact = list(Industry.objects.leaves().filter(revision=revision, code=code))
    lines = exact or list(found(text, revision=revision).leaves()[:MOST_FOUND])
    wanted = hangul.normal(text)
    called = [line for line in lines if wanted in map(hangul.normal, (line.name_ko, line.name_en))]
    return called or lines
