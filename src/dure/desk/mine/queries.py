"""What is somebody's own in Dure: their groups, organisation, record and roles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from dure.accounts.models import Role, User
from dure.community.documents.models import Document, DocumentKind
from dure.community.groups import queries as groups
from dure.community.groups.queries import Span
from dure.community.models import (
    Consent,
    Group,
    GroupKind,
    IndustryClass,
    Membership,
    Office,
    OfficeKind,
    Organisation,
    Person,
    Post,
    Representation,
    SizeClass,
    SupplyTie,
)
from dure.core.clock import today

LATEST = 5
SOON = dt.timedelta(days=90)
LEADERS = (OfficeKind.CHAIR, OfficeKind.VICE_CHAIR, OfficeKind.SECRETARY)
WITH_BYLAWS = (
    GroupKind.COMPANY,
    GroupKind.ASSOCIATION,
    GroupKind.PARK,
    GroupKind.COOPERATIVE,
)
HALF = 500  # permille of its sales: from there on a supplier depends on its customer


@dataclass(frozen=True)
class Circle:
    """A group of mine: what I am in it, which offices end soon, who came and went."""

    group: Group
    held: list[Office] = field(default_factory=list)
    ending: list[Office] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def circles(user: User) -> list[Circle]:
    """Groups where one is a member or holds an office. One query; two more where there are any."""
    mine = list(_groups(user))
    if not mine:
        return []
    offices = list(_offices(mine, user))
    spans = groups.spans(group.pk for group in mine)
    return [
        Circle(
            group,
            held=[one for one in offices if one.group_id == group.pk and one.is_mine],  # type: ignore[attr-defined]
            ending=[one for one in offices if one.group_id == group.pk and _ends_soon(one)],
            spans=spans.get(group.pk, []),
        )
        for group in mine
    ]


def existing() -> Q:
    """Groups that exist today."""
    return Q(founded_on__lte=today()) & (Q(ended_on=None) | Q(ended_on__gt=today()))


def n_rows(rows: QuerySet[Membership] | QuerySet[SupplyTie], by: str) -> Coalesce:
    """How many of ``rows`` there are for the row outside."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _groups(user: User) -> QuerySet[Group]:
    """Those one leads first, then the largest."""
    own = Membership.objects.on(today()).filter(group=OuterRef("pk"), person__user=user)
    held = Office.objects.on(today()).filter(group=OuterRef("pk"), person__user=user)
    offices = Office.objects.on(today()).filter(group=OuterRef("pk"))
    members = Membership.objects.on(today()).filter(group=OuterRef("pk"))
    bylaws = Document.objects.filter(group=OuterRef("pk"), kind=DocumentKind.BYLAWS)
    return (
        Group.objects.filter(existing(), Exists(own) | Exists(held))
        .select_related("complex")
        .annotate(
            is_led=Exists(held.filter(kind__in=LEADERS)),
            has_chair=Exists(offices.filter(kind=OfficeKind.CHAIR)),
            has_treasurer=Exists(offices.filter(kind=OfficeKind.TREASURER)),
            lacks_bylaws=Case(
                When(kind__in=WITH_BYLAWS, then=~Exists(bylaws)),
                default=Value(value=False),
                output_field=BooleanField(),
            ),
            n_members=n_rows(members, "group"),
            member_since=Subquery(own.order_by("starts_on").values("starts_on")[:1]),
        )
        .order_by("-is_led", "-n_members", "name_ko", "pk")
    )


def _offices(mine: list[Group], user: User) -> QuerySet[Office]:
    """One's own, and whatever ends soon."""
    own = Q(person__user=user)
    soon = Q(ends_on__lte=today() + SOON)
    return (
        Office.objects.on(today())
        .filter(own | soon, group__in=mine)
        .annotate(is_mine=Case(When(own, then=True), default=False, output_field=BooleanField()))
        .order_by("starts_on", "pk")
    )


def _ends_soon(office: Office) -> bool:
    return office.ends_on is not None and office.ends_on <= today() + SOON


def documents(user: User, mine: list[Circle]) -> list[Document]:
    """The latest that one's groups keep, as far as one may read them. One query."""
    if not mine:
        return []
    found = Document.objects.visible_to(user).filter(group__in=[one.group.pk for one in mine])
    return list(found.select_related("group", "file").order_by("-created_at", "-pk")[:LATEST])


def organisations(user: User) -> QuerySet[Organisation]:
    """Where one works, and what one speaks for: first. One query, four more where there are any."""
    spoken_for = Representation.objects.on(today()).filter(user=user)
    at_work = Post.objects.on(today()).filter(person__user=user)
    suppliers = SupplyTie.objects.on(today()).filter(customer=OuterRef("pk"))
    return (
        Organisation.objects.filter(
            Q(pk__in=spoken_for.values("organisation")) | Q(pk__in=at_work.values("organisation")),
            closed_on=None,
        )
        .select_related("complex")
        .annotate(
            is_represented=Exists(spoken_for.filter(organisation=OuterRef("pk"))),
            n_suppliers=n_rows(suppliers, "customer"),
            n_dependent=n_rows(suppliers.filter(share_of_sales_permille__gte=HALF), "customer"),
        )
        .prefetch_related(Prefetch("sizes", SizeClass.objects.on(today()), to_attr="sizes_now"))
        .prefetch_related(
            Prefetch(
                "industries",
                IndustryClass.objects.on(today()).select_related("industry"),
                to_attr="industries_now",
            )
        )
        .prefetch_related(
            Prefetch(
                "ties_to_customers",
                SupplyTie.objects.on(today())
                .select_related("customer")
                .order_by("-share_of_sales_permille", "pk"),
                to_attr="customers_now",
            )
        )
        .prefetch_related(
            Prefetch(
                "memberships",
                Membership.objects.on(today())
                .filter(person=None)
                .select_related("group")
                .order_by("group__name_ko", "pk"),
                to_attr="memberships_now",
            ),
        )
        .order_by("-is_represented", "name_ko", "pk")
    )


def person(user: User) -> Person | None:
    """One's own record, and how much of one is held. One query."""
    consent = Consent.objects.filter(person=OuterRef("pk"), withdrawn_at=None)
    return (
        Person.objects.filter(user=user)
        .annotate(
            may_be_found=Exists(consent),
            found_since=Subquery(consent.order_by("given_at").values("given_at")[:1]),
            n_posts=Count("posts", distinct=True),
            n_memberships=Count("memberships", distinct=True),
            n_offices=Count("offices", distinct=True),
        )
        .first()
    )


def fellows(user: User) -> int:
    """Other people who are members of a group of one's own today. One query."""
    own = Membership.objects.on(today()).filter(person__user=user)
    fellows = Membership.objects.on(today()).filter(group__in=own.values("group"))
    others = fellows.exclude(person=None).exclude(person__user=user)
    return others.values("person").distinct().count()


def roles(user: User) -> list[Role]:
    """What one is for the programme as a whole. One query."""
    return list(Role.objects.on(today()).filter(user=user).order_by("starts_on", "pk"))
