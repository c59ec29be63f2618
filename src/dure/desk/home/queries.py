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
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from dure.accounts.invitations.models import Invitation
from dure.accounts.models import Role, User
from dure.community.documents.models import Document
from dure.community.groups.queries import running
from dure.community.models import (
    Complex,
    Coordination,
    Group,
    GroupKind,
    IndustryClass,
    Membership,
    Office,
    OfficeKind,
    Organisation,
    OrganisationKind,
    Person,
)
from dure.core.clock import today
from dure.core.queue import queries as queue
from dure.core.queue.queries import Health
from dure.creation.models import Outcome
from dure.desk.cluster import queries as cluster
from dure.desk.cluster.queries import Figures, Trace
from dure.desk.mine import queries as mine
from dure.desk.mine.queries import Circle
from dure.evidence.models import Observation

MOST_COMPLEXES = 20


@dataclass(frozen=True)
class Programme:
    """What the programme office looks after."""

    without_coordinator: list[Complex]
    queue: Health
    invitations_run_out: int


@dataclass(frozen=True)
class Home:
    coordinated: list[Complex] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    looked_after: list[Group] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    circles: list[Circle] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    person: Person | None = None
    fellows: int = 0
    roles: list[Role] = field(default_factory=list)
    programme: Programme | None = None
    trace: Trace | None = None
    with_kin: Group | None = None  # of one's groups, the first that has a family to be drawn


def home(*, user: User, standing: Collection[str], at: dt.datetime) -> Home:
    """A fixed number of queries for each kind of person: a test counts them.

    Who looks after complexes sees these; who is in a group or organisation sees what is theirs;
    who has nothing of their own reads how the whole cluster is.
    """
    directs, oversees = "directs" in standing, "oversees" in standing
    circles, organisations = mine.circles(user), list(mine.organisations(user))
    is_reader = oversees or not (circles or organisations or "coordinates" in standing)
    coordinated = list(_coordinated(user)) if "coordinates" in standing else []
    scope = _scope(user, coordinated, circles, organisations, is_reader=is_reader)
    looks_on = is_reader or bool(coordinated)
    largest = cluster.largest(scope) if looks_on else []
    own = mine.person(user)
    return Home(
        coordinated=coordinated,
        figures=[cluster.figures_of_all(user)] if is_reader else [_figures(c) for c in coordinated],
        looked_after=largest,
        outcomes=cluster.outcomes(user, scope),
        circles=circles,
        documents=mine.documents(user, circles),
        organisations=organisations,
        person=own,
        fellows=mine.fellows(user) if own else 0,
        roles=mine.roles(user),
        programme=_programme(at) if directs else None,
        trace=cluster.trace(user, at=at) if oversees and not directs else None,
        with_kin=cluster.first_with_kin([one.group for one in circles] + largest),
    )


def _scope(
    user: User,
    coordinated: list[Complex],
    circles: list[Circle],
    organisations: list[Organisation],
    *,
    is_reader: bool,
) -> QuerySet[Complex]:
    """The complexes that are somebody's business."""
    complexes = Complex.objects.visible_to(user)
    if is_reader:
        return complexes
    own = {one.pk for one in coordinated} | {one.group.complex_id for one in circles}
    own |= {one.complex_id for one in organisations if one.complex_id}
    return complexes.filter(pk__in=own)


def _figures(complex_: Any) -> Figures:
    """As ``_coordinated`` has counted them."""
    return Figures(
        complex_.n_organisations,
        complex_.n_groups,
        complex_.n_members,
        complex_.n_in_mini_clusters,
        complex_,
    )


def _coordinated(user: User) -> QuerySet[Complex]:
    """Complexes this user coordinates, each with its figures and with what is missing there."""
    firms = _of_complex(Organisation).filter(closed_on=None)
    of_firms = firms.filter(kind=OrganisationKind.FIRM)
    groups = running(_of_complex(Group), "running")
    members = Membership.objects.on(today()).filter(group__complex=OuterRef("pk"))
    in_mini_clusters = members.filter(group__kind=GroupKind.MINI_CLUSTER)
    classified = IndustryClass.objects.on(today()).filter(organisation=OuterRef("pk"))
    chaired = Office.objects.on(today()).filter(group=OuterRef("pk"), kind=OfficeKind.CHAIR)
    return Complex.objects.coordinated_by(user).annotate(
        n_organisations=_count(firms, "complex"),
        n_groups=_count(groups, "complex"),
        n_members=_count(members, "group__complex"),
        n_in_mini_clusters=_count(in_mini_clusters, "group__complex"),
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


def _of_complex(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.filter(complex=OuterRef("pk"))


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _programme(at: dt.datetime) -> Programme:
    coordinated = Coordination.objects.on(today()).filter(complex=OuterRef("pk"))
    without = Complex.objects.filter(~Exists(coordinated)).order_by("name_ko")
    run_out = Invitation.objects.open().filter(expires_at__lte=at)
    return Programme(list(without[:MOST_COMPLEXES]), queue.health(at=at), run_out.count())
