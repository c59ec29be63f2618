from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import (
    BooleanField,
    Case,
    Count,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)

from dure.community.industries.models import Industry
from dure.core import naming
from dure.core.clock import today
from dure.core.fields import held_on
from dure.core.search import queries as search

from .models import (
    IndustryClass,
    Organisation,
    OrganisationKind,
    Representation,
    SizeClass,
    SupplyTie,
)

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Membership, Post

FEWEST_DIGITS = 3
MOST_CUSTOMERS = 200


def rows(*, for_user: User) -> QuerySet[Organisation]:
    """Organisations as their list shows them; ``is_confided`` says whether in full."""
    confided = Organisation.objects.confided_to(for_user)
    return (
        Organisation.objects.visible_to(for_user)
        .select_related("complex")
        .annotate(
            is_confided=Case(
                When(pk__in=confided.values("pk"), then=True),
                default=False,
                output_field=BooleanField(),
            ),
            industry_code=Subquery(
                IndustryClass.objects.on(today())
                .filter(organisation=OuterRef("pk"))
                .values("industry__code")[:1]
            ),
        )
        .prefetch_related(Prefetch("sizes", SizeClass.objects.on(today()), to_attr="sizes_now"))
        .prefetch_related(
            Prefetch(
                "industries",
                IndustryClass.objects.on(today()).select_related("industry"),
                to_attr="industries_now",
            ),
        )
    )


def found(organisations: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """By name, or by a business number's first digits where the reader may read it."""
    named = search.matching(organisations, text)
    digits = text.strip().replace("-", "").replace(" ", "")
    if len(digits) < FEWEST_DIGITS or not (digits.isascii() and digits.isdigit()):
        return named
    return organisations.filter(
        Q(pk__in=named.values("pk")) | Q(business_number__startswith=digits, is_confided=True)
    )


def of_size(organisations: QuerySet[Organisation], size: str) -> QuerySet[Organisation]:
    classed = SizeClass.objects.on(today()).filter(size=size)
    return organisations.filter(pk__in=classed.values("organisation"))


def missing(organisations: QuerySet[Organisation], what: str) -> QuerySet[Organisation]:
    """Firms in business without a size or industry; without a number, where one may read it."""
    firms = organisations.filter(kind=OrganisationKind.FIRM, closed_on=None)
    if what == "industry":
        classed = IndustryClass.objects.on(today())
        return firms.exclude(pk__in=classed.values("organisation"))
    if what == "size":
        sized = SizeClass.objects.on(today())
        return firms.exclude(pk__in=sized.values("organisation"))
    return firms.filter(Q(is_confided=True), business_number=None)


def of_section(organisations: QuerySet[Organisation], section: str) -> QuerySet[Organisation]:
    classed = IndustryClass.objects.on(today()).filter(industry__section=section)
    return organisations.filter(pk__in=classed.values("organisation"))


def of_industry(organisations: QuerySet[Organisation], code: str) -> QuerySet[Organisation]:
    """By the section's letter or the first digits of the code."""
    if code.isalpha():
        return of_section(organisations, code)
    classed = IndustryClass.objects.on(today()).filter(industry__code__startswith=code)
    return organisations.filter(pk__in=classed.values("organisation"))


def of_group(organisations: QuerySet[Organisation], group: str) -> QuerySet[Organisation]:
    """Members of a group today, themselves or through a person."""
    members = Organisation.objects.filter(
        held_on(today(), "memberships__"), memberships__group=int(group)
    )
    return organisations.filter(pk__in=members.values("pk"))


def suppliers_of(organisations: QuerySet[Organisation], customer: str) -> QuerySet[Organisation]:
    """Who supplies a customer today."""
    ties = SupplyTie.objects.on(today()).filter(customer=int(customer))
    return organisations.filter(pk__in=ties.values("supplier"))


def customers() -> list[tuple[int, str]]:
    """Those with the most suppliers today, and only so many."""
    named = Organisation.objects.filter(held_on(today(), "ties_to_suppliers__"))
    counted = named.annotate(n_suppliers=Count("ties_to_suppliers")).order_by("-n_suppliers", "pk")
    return [(one.pk, naming.named(one)) for one in counted[:MOST_CUSTOMERS]]


def groups_with_members() -> list[tuple[int, str]]:
    """The groups that an organisation is, or was, a member of."""
    found = Organisation.objects.filter(memberships__isnull=False).values_list(
        "memberships__group", "memberships__group__name_ko", "memberships__group__name_en"
    )
    return naming.choices(found.distinct())


def sections() -> list[Industry]:
    """The sections of the classification, once each, under their present name."""
    lines = Industry.objects.filter(level=1).order_by("code", "revision")
    return list({line.code: line for line in lines}.values())


@dataclass(frozen=True)
class At:
    """Somebody at an organisation, under the name that the reader may read."""

    name: str
    url_pk: int | None  # of the person, where the reader may open their record
    title: str
    starts_on: dt.date
    ends_on: dt.date | None
    is_synthetic: bool


def people_at(organisation: Organisation, *, for_user: User) -> list[At]:
    """Posts, those that hold first. Two queries.

    People stand above this topic, so they are reached through the post.
    """
    posts = list(organisation.posts.select_related("person").order_by("starts_on", "pk"))
    posts.sort(key=lambda post: post.ends_on is not None)
    known = _openable(posts, for_user)
    return [
        At(
            name=naming.named(post.person)
            if post.person_id in known
            else naming.masked(post.person),
            url_pk=post.person_id if post.person_id in known else None,
            title=post.title_named,
            starts_on=post.starts_on,
            ends_on=post.ends_on,
            is_synthetic=post.person.is_synthetic,
        )
        for post in posts
    ]


def _openable(posts: list[Post], user: User) -> set[int]:
    if not posts:
        return set()
    people = type(posts[0].person).objects.visible_to(user)
    return set(people.filter(posts__in=posts).values_list("pk", flat=True))


def ties_to_customers(organisation: Organisation) -> list[SupplyTie]:
    """Whom it supplies, the largest share first, then those that have ended. One query."""
    ties = organisation.ties_to_customers.select_related("customer")
    return sorted(ties, key=_by_share)


def ties_to_suppliers(organisation: Organisation) -> list[SupplyTie]:
    """Who supplies it, those who depend on it most first. One query."""
    return sorted(organisation.ties_to_suppliers.select_related("supplier"), key=_by_share)


def memberships(organisation: Organisation) -> list[Membership]:
    """Those that hold first. One query."""
    found = organisation.memberships.select_related("group").order_by("starts_on", "pk")
    return sorted(found, key=lambda membership: membership.ends_on is not None)


def representations(organisation: Organisation, *, for_user: User) -> list[Representation]:
    """Who speaks for it, for those in whom it confides. One query."""
    confided = Organisation.objects.confided_to(for_user).filter(pk=organisation.pk)
    held = Representation.objects.filter(organisation__in=confided).select_related("user")
    return sorted(held.order_by("starts_on"), key=lambda one: one.ends_on is not None)


def _by_share(tie: SupplyTie) -> tuple[bool, int, int]:
    has_ended = tie.ends_on is not None and tie.ends_on <= today()
    return has_ended, -(tie.share_of_sales_permille or 0), tie.pk


def holding(ties: list[SupplyTie]) -> list[SupplyTie]:
    """Those of them that hold today."""
    return [tie for tie in ties if tie.ends_on is None or tie.ends_on > today()]
