"""What the reader can do, and the words of a cluster office in both languages.

``docs/glossary.md`` has the words with the code.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dure.accounts.models import User
from dure.community.models import Office, Person, Representation
from dure.core.clock import today
from dure.desk.mine.queries import LEADERS


@dataclass(frozen=True)
class Deed:
    """Something that the reader can do, and where."""

    text: str | Promise
    url: str


def deeds(user: User, standing: Collection[str]) -> list[Deed]:
    """What this reader can do here. One query."""
    leads = Office.objects.on(today()).filter(person__user=OuterRef("pk"), kind__in=LEADERS)
    speaks = Representation.objects.on(today()).filter(user=OuterRef("pk"))
    known = Person.objects.filter(user=OuterRef("pk"))
    columns = {"leads": Exists(leads), "represents": Exists(speaks), "is_known": Exists(known)}
    (own,) = User.objects.filter(pk=user.pk).annotate(**columns).values(*columns)
    held = {name for name, holds in own.items() if holds} | set(standing)
    if "oversees" in held and "directs" not in held:
        held -= {"leads", "represents", "coordinates"}
    return list(_deeds(held))


def _deeds(held: set[str]) -> Iterator[Deed]:
    if "directs" in held:
        yield Deed(_("Invite people and give them roles."), reverse("user-list"))
        yield Deed(_("Say who coordinates a complex."), reverse("complex-list"))
        yield Deed(_("See what waits and failed in the background."), reverse("queue-list"))
    elif "oversees" in held:
        yield Deed(
            _("Read every record and who changed it, without changing any."), reverse("audit-list")
        )
    if held & {"directs", "coordinates"}:
        yield Deed(
            _("Keep organisations, people and groups, one by one or from a members' workbook."),
            reverse("import-list"),
        )
    if "leads" in held:
        yield Deed(
            _("Add members to your group, give offices, file documents, found a group out of it."),
            reverse("home"),
        )
    if "represents" in held:
        yield Deed(_("Keep your organisation's address and telephone."), reverse("home"))
    if "is_known" in held:
        yield Deed(
            _("Say what you know, decide whether others find you, take what is held about you."),
            reverse("person-own"),
        )
    yield Deed(_("Change your language, password and second step."), reverse("account-page"))


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
