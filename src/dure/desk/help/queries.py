"""The words of a cluster office, in both languages; ``docs/glossary.md`` has them with the code."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Word:
    korean: str
    english: str
    meaning: str | Promise


WORDS = [
    Word(
        "산업단지",
        "industrial complex",
        _("A planned site with its resident firms. A hub complex has linked ones in its region."),
    ),
    Word("추진단", "cluster office", _("Runs the programme in a region and acts as its broker.")),
    Word(
        "간사·코디네이터",
        "coordinator",
        _("The broker in person: knows the members, visits firms, brings people together."),
    ),
    Word(
        "미니클러스터",
        "mini-cluster",
        _("A network of firms, universities, institutes and agencies by industry or technology."),
    ),
    Word(
        "워킹그룹",
        "working group",
        _("Ten to fifteen members of a mini-cluster on one topic, who meet every month."),
    ),
    Word(
        "협업사",
        "joint-work company",
        _("A company that members of a working group found together."),
    ),
    Word("사단법인", "association", _("An incorporated body of members, with its own books.")),
    Word(
        "협동조합·협동화단지",
        "cooperative, cooperative park",
        _("Firms that own something together: a business, or the ground they work on."),
    ),
    Word(
        "회원",
        "member",
        _("A person of an organisation in a network; in a company or cooperative, the firm."),
    ),
    Word(
        "산·학·연·관",
        "industry, university, institute, government",
        _("The kinds of organisation that learn from one another in a cluster."),
    ),
    Word(
        "업종·규모",
        "industry, size class",
        _("What a firm mainly makes (KSIC, five digits) and how large it is, each by date."),
    ),
    Word(
        "거래 관계",
        "supplier tie",
        _("Who supplies whom, since when, and with what share of its sales."),
    ),
    Word(
        "계보",
        "lineage",
        _("Which body grew out of which. Green: founded by members. Grey: by the office."),
    ),
    Word(
        "가상",
        "synthetic",
        _("Invented for the demonstration, and marked with a dashed line. It is not anybody."),
    ),
]
