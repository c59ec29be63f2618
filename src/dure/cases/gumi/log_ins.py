"""One account for each kind of person, so that a newcomer can be each of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dure.accounts.models import Language, RoleKind
from dure.accounts.roles import actions as roles
from dure.accounts.users import actions as users
from dure.community.models import Office, OfficeKind, Organisation, OrganisationKind, Person
from dure.community.organisations import actions as organisations
from dure.community.people import actions as people
from dure.core.fields import held_on

from .cast import noon

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Group

    from .cast import Cast

PASSWORD = "gumi-2005-2013"  # noqa: S105 - printed at every start; the case is no secret


@dataclass(frozen=True)
class LogIn:
    email: str
    kind_ko: str
    kind_en: str
    role: RoleKind | None = None


PROGRAMME_OFFICER = LogIn(
    "officer@dure.example", "사업 담당관", "programme officer", RoleKind.PROGRAMME_OFFICER
)
COORDINATOR = LogIn("coordinator@dure.example", "코디네이터", "coordinator of the Gumi complex")
LINKED_COORDINATOR = LogIn(
    "linked@dure.example", "연계단지 코디네이터", "coordinator of two linked complexes"
)
CHAIR = LogIn("chair@dure.example", "협의회 회장", "chair of the mould association")
TREASURER = LogIn("treasurer@dure.example", "협의회 총무", "treasurer of the mould association")
MEMBER = LogIn("member@dure.example", "회원", "member of a working group")
REPRESENTATIVE = LogIn("firm@dure.example", "기관 담당자", "representative of a firm")
EXPERT = LogIn("expert@dure.example", "전문가", "expert", RoleKind.EXPERT)
REVIEWER = LogIn("reviewer@dure.example", "평가위원", "reviewer", RoleKind.REVIEWER)
AUDITOR = LogIn("auditor@dure.example", "감사관", "auditor", RoleKind.AUDITOR)
LOG_INS = [
    COORDINATOR,
    LINKED_COORDINATOR,
    PROGRAMME_OFFICER,
    CHAIR,
    TREASURER,
    MEMBER,
    REPRESENTATIVE,
    EXPERT,
    REVIEWER,
    AUDITOR,
]
OPENED = dt.date(2005, 3, 1)
OPENING = noon(OPENED)
LAST = dt.date(2013, 3, 31)  # that the case tells of


def open_account(
    log_in: LogIn,
    *,
    name: str,
    name_en: str = "",
    by: User | None,
    language: Language = Language.KOREAN,
    at: dt.datetime = OPENING,
) -> User:
    user = users.create(
        email=log_in.email,
        name=name,
        name_en=name_en,
        language=language,
        password=PASSWORD,
        is_synthetic=True,
        by=by,
        at=at,
    )
    if log_in.role:
        roles.grant(user=user, kind=log_in.role, starts_on=OPENED, by=by, at=at)
    return user


def give_accounts(cast: Cast, *, association: Group, circle: Group) -> None:
    """Accounts for people of the case, as they are on the last day that it tells of."""
    board = {
        office.kind: office.person
        for office in Office.objects.on(LAST).filter(group=association).select_related("person")
    }
    firms = Organisation.objects.filter(kind=OrganisationKind.FIRM)
    in_circle = (
        Person.objects.filter(
            held_on(LAST, "memberships__"),
            memberships__group=circle,
            memberships__organisation__in=firms,
        )
        .exclude(pk__in=[person.pk for person in board.values()])
        .order_by("pk")
    )
    member, representative = in_circle[:2]
    professor = Person.objects.filter(
        held_on(LAST, "posts__"), posts__organisation__kind=OrganisationKind.UNIVERSITY
    ).order_by("pk")[0]
    for log_in, person in (
        (CHAIR, board[OfficeKind.CHAIR]),
        (TREASURER, board[OfficeKind.TREASURER]),
        (MEMBER, member),
        (EXPERT, professor),
    ):
        _link(cast, log_in, person)
    organisations.appoint_representative(
        organisation=firms.get(memberships__person=representative, memberships__group=circle),
        user=_link(cast, REPRESENTATIVE, representative),
        starts_on=LAST,
        by=cast.by,
        at=noon(LAST),
    )
    open_account(REVIEWER, name="권서연", name_en="Kwon Seo-yeon", by=cast.by)
    open_account(AUDITOR, name="문정아", name_en="Moon Jeong-a", by=cast.by)


def _link(cast: Cast, log_in: LogIn, person: Person) -> User:
    user = open_account(log_in, name=person.name_ko, name_en=person.name_en, by=cast.by)
    people.give_account(person=person, user=user, by=cast.by, at=noon(LAST))
    return user
