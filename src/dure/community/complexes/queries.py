"""What the pages of complexes show.

Organisations and groups stand above: their rows are reached through the relations that they
have declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from dure.community.industries.models import Industry
from dure.core.clock import today
from dure.core.fields import held_on

from . import regions as region_names
from .models import Complex, Coordination

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from dure.accounts.models import User
    from dure.community.models import Group

MOST_SHOWN = 12
STRONG = 500  # permille: from half of its sales on, a supplier depends on one customer


def rows(*, for_user: User) -> QuerySet[Complex]:
    """Complexes with how many organisations and groups they have today."""
    day = today()
    open_still = Q(organisations__closed_on__isnull=True) | Q(organisations__closed_on__gt=day)
    alive = Q(groups__founded_on__lte=day) & (
        Q(groups__ended_on__isnull=True) | Q(groups__ended_on__gt=day)
    )
    return (
        Complex.objects.visible_to(for_user)
        .select_related("hub")
        .annotate(
            n_organisations=_number("organisations", open_still),
            n_groups=_number("groups", alive),
        )
    )


def _number(relation: str, condition: Q) -> Subquery:
    counted = Complex.objects.filter(pk=OuterRef("pk")).annotate(
        n=Count(relation, filter=condition)
    )
    return Subquery(counted.values("n"), output_field=IntegerField())


def regions() -> list[tuple[str, str]]:
    found = Complex.objects.order_by("region").values_list("region", flat=True).distinct()
    return [(region, region_names.named(region)) for region in found]


@dataclass(frozen=True)
class Counted:
    """``value`` is what the list of organisations is narrowed by to see these ``n``."""

    value: str
    label: str | Promise
    n: int
    width: float  # of a bar, per cent of the largest


def by_kind(place: Complex) -> list[Counted]:
    """Organisations in business by kind. One query."""
    kinds: Any = place.organisations.model._meta.get_field("kind")
    return _counted(_in_business(place), "kind", dict(kinds.flatchoices))


def by_size(place: Complex) -> list[Counted]:
    """Organisations in business by their size class today. One query."""
    sizes: Any = place.organisations.model._meta.get_field("sizes").related_model
    return _counted(
        _in_business(place).filter(held_on(today(), "sizes__")),
        "sizes__size",
        dict(sizes._meta.get_field("size").flatchoices),
    )


def by_industry(place: Complex) -> list[Counted]:
    """Organisations in business by two-digit industry today, the largest first. Two queries."""
    classed = _in_business(place).filter(held_on(today(), "industries__"))
    divisions = classed.annotate(division=Substr("industries__industry__code", 1, 2))
    counts = dict(divisions.values_list("division").annotate(n=Count("pk")))
    named = Industry.objects.filter(level=2, code__in=counts).order_by("revision")
    names = {line.code: str(line) for line in named}
    return _bars([(code, names.get(code, code), n) for code, n in counts.items()])[:MOST_SHOWN]


def groups(place: Complex) -> tuple[list[Group], list[Group]]:
    """Those that go on and those that have ended, each as it was founded. One query."""
    found, day = list(place.groups.order_by("founded_on", "pk")), today()
    ended = [group for group in found if group.ended_on is not None and group.ended_on <= day]
    return [group for group in found if group not in ended], ended


def coordinations(place: Complex) -> list[Coordination]:
    """Who coordinates it, then who did. One query."""
    found = place.coordinations.select_related("user").order_by("starts_on", "pk")
    return sorted(found, key=lambda one: one.ends_on is not None)


@dataclass(frozen=True)
class Hub:
    """A customer of the complex's organisations."""

    pk: int
    name_ko: str
    name_en: str
    is_synthetic: bool
    n_suppliers: int
    n_strong: int
    width: float
    strong_width: float


@dataclass(frozen=True)
class Dependence:
    """How the complex's organisations hang on their customers."""

    hubs: list[Hub]
    n_suppliers: int  # with a customer that is recorded
    n_dependent: int  # half of whose sales or more go to one customer


def dependence(place: Complex) -> Dependence:
    """Ties that hold today. Two queries."""
    tied = place.organisations.filter(held_on(today(), "ties_to_customers__"))
    strong = Q(ties_to_customers__share_of_sales_permille__gte=STRONG)
    totals = tied.aggregate(
        n=Count("pk", distinct=True), n_strong=Count("pk", filter=strong, distinct=True)
    )
    customer = "ties_to_customers__customer"
    counted = (
        tied.values(
            customer, *(f"{customer}__{name}" for name in ("name_ko", "name_en", "is_synthetic"))
        )
        .annotate(n=Count("pk"), n_strong=Count("pk", filter=strong))
        .order_by("-n", customer)[:MOST_SHOWN]
    )
    return Dependence(_hubs(list(counted)), totals["n"], totals["n_strong"])


def _hubs(counted: list[dict[str, Any]]) -> list[Hub]:
    most = max((row["n"] for row in counted), default=1)
    return [
        Hub(
            pk=row["ties_to_customers__customer"],
            name_ko=row["ties_to_customers__customer__name_ko"],
            name_en=row["ties_to_customers__customer__name_en"],
            is_synthetic=row["ties_to_customers__customer__is_synthetic"],
            n_suppliers=row["n"],
            n_strong=row["n_strong"],
            width=100 * row["n"] / most,
            strong_width=100 * row["n_strong"] / most,
        )
        for row in counted
    ]


def _in_business(place: Complex) -> QuerySet[Any]:
    day = today()
    return place.organisations.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def _counted(found: QuerySet[Any], column: str, labels: dict[str, Any]) -> list[Counted]:
    counts = dict(found.values_list(column).annotate(n=Count("pk")))
    return _bars(
        [(value, label, counts[value]) for value, label in labels.items() if value in counts]
    )


def _bars(counted: list[tuple[str, Any, int]]) -> list[Counted]:
    most = max((n for _value, _label, n in counted), default=1)
    bars = [Counted(value, label, n, 100 * n / most) for value, label, n in counted]
    return sorted(bars, key=lambda bar: (-bar.n, bar.value))
