"""What one person has to do now, read from every part of Dure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from dure.accounts.invitations.models import Invitation
from dure.accounts.models import User
from dure.community.models import (
    Complex,
    Consent,
    Coordination,
    Group,
    IndustryClass,
    Membership,
    Office,
    OfficeKind,
    Organisation,
    OrganisationKind,
    Person,
    Representation,
)
from dure.core.audit import queries as audit
from dure.core.audit.models import AuditEvent
from dure.core.audit.queries import Line
from dure.core.clock import today
from dure.core.queue import queries as queue
from dure.core.queue.queries import Health
from dure.creation.models import Outcome
from dure.evidence.models import Observation

LATEST = 5
LARGEST = 8
MOST_COMPLEXES = 20
LEADERS = (OfficeKind.CHAIR, OfficeKind.VICE_CHAIR, OfficeKind.SECRETARY)


@dataclass(frozen=True)
class Programme:
    """What the programme office looks after."""

    without_coordinator: list[Complex]
    queue: Health
    invitations_run_out: int


@dataclass(frozen=True)
class Home:
    coordinated: list[Complex] = field(default_factory=list)
    looked_after: list[Group] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    person: Person | None = None
    programme: Programme | None = None
    events: list[Line] = field(default_factory=list)


def home(*, user: User, standing: Collection[str], at: dt.datetime) -> Home:
    """Four queries; two more for a coordinator, six for a programme officer.

    For an auditor one more, and one for each kind of thing that was changed last.
    """
    directs, oversees = "directs" in standing, "oversees" in standing
    looks_after = (
        Complex.objects.visible_to(user) if directs else Complex.objects.coordinated_by(user)
    )
    has_complexes = directs or "coordinates" in standing
    return Home(
        coordinated=list(_coordinated(user)),
        looked_after=list(_largest(looks_after)) if has_complexes else [],
        outcomes=list(_outcomes(looks_after)) if has_complexes else [],
        groups=list(_groups(user)),
        organisations=list(_organisations(user)),
        person=_person(user),
        programme=_programme(at) if directs else None,
        events=audit.lines(_events()) if oversees and not directs else [],
    )


def _coordinated(user: User) -> QuerySet[Complex]:
    """Complexes this user coordinates, each with its figures and with what is missing there."""
    firms = _of_complex(Organisation).filter(closed_on=None)
    of_firms = firms.filter(kind=OrganisationKind.FIRM)
    groups = _of_complex(Group).filter(_existing())
    members = Membership.objects.on(today()).filter(group__complex=OuterRef("pk"))
    classified = IndustryClass.objects.on(today()).filter(organisation=OuterRef("pk"))
    chaired = Office.objects.on(today()).filter(group=OuterRef("pk"), kind=OfficeKind.CHAIR)
    return Complex.objects.coordinated_by(user).annotate(
        n_organisations=_count(firms, "complex"),
        n_groups=_count(groups, "complex"),
        n_members=_count(members, "group__complex"),
        n_without_industry=_count(of_firms.filter(~Exists(classified)), "complex"),
        n_without_number=_count(of_firms.filter(business_number=None), "complex"),
        n_without_chair=_count(groups.filter(~Exists(chaired)), "complex"),
        last_year=Subquery(
            Observation.objects.filter(complex=OuterRef("pk"))
            .order_by()
            .values("complex")
            .annotate(last=Max("year"))
            .values("last")
        ),
    )


def _existing() -> Q:
    """Groups that exist today."""
    return Q(founded_on__lte=today()) & (Q(ended_on=None) | Q(ended_on__gt=today()))


def _of_complex(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.filter(complex=OuterRef("pk"))


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _largest(complexes: QuerySet[Complex]) -> QuerySet[Group]:
    """The largest groups at work in these complexes."""
    members = Membership.objects.on(today()).filter(group=OuterRef("pk"))
    return (
        Group.objects.filter(_existing(), complex__in=complexes)
        .annotate(n_members=_count(members, "group"))
        .order_by("-n_members", "name_ko", "pk")[:LARGEST]
    )


def _outcomes(complexes: QuerySet[Complex]) -> QuerySet[Outcome]:
    found = Outcome.objects.filter(complex__in=complexes).select_related("group")
    return found.order_by("-happened_on", "-pk")[:LATEST]


def _groups(user: User) -> QuerySet[Group]:
    """Groups where the user is a member or holds an office, those one leads first."""
    member = Membership.objects.on(today()).filter(group=OuterRef("pk"), person__user=user)
    office = Office.objects.on(today()).filter(group=OuterRef("pk"), person__user=user)
    offices = Office.objects.on(today()).filter(group=OuterRef("pk"))
    members = Membership.objects.on(today()).filter(group=OuterRef("pk"))
    return (
        Group.objects.filter(_existing(), Exists(member) | Exists(office))
        .select_related("complex")
        .annotate(
            is_led=Exists(office.filter(kind__in=LEADERS)),
            has_chair=Exists(offices.filter(kind=OfficeKind.CHAIR)),
            has_treasurer=Exists(offices.filter(kind=OfficeKind.TREASURER)),
            n_members=_count(members, "group"),
        )
        .order_by("-is_led", "name_ko", "pk")
    )


def _organisations(user: User) -> QuerySet[Organisation]:
    spoken_for = Representation.objects.on(today()).filter(user=user)
    return (
        Organisation.objects.filter(pk__in=spoken_for.values("organisation"), closed_on=None)
        .select_related("complex")
        .order_by("name_ko", "pk")
    )


def _person(user: User) -> Person | None:
    consent = Consent.objects.filter(person=OuterRef("pk"), withdrawn_at=None)
    return Person.objects.filter(user=user).annotate(may_be_found=Exists(consent)).first()


def _programme(at: dt.datetime) -> Programme:
    coordinated = Coordination.objects.on(today()).filter(complex=OuterRef("pk"))
    without = Complex.objects.filter(~Exists(coordinated)).order_by("name_ko")
    run_out = Invitation.objects.open().filter(expires_at__lte=at)
    return Programme(list(without[:MOST_COMPLEXES]), queue.health(at=at), run_out.count())


def _events() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.select_related("done_by").order_by("-done_at", "-pk")[:LATEST]
