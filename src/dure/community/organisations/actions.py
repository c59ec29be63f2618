from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from dure.core import business_number as business_numbers
from dure.core import rows
from dure.core.audit import actions as audit
from dure.core.clock import in_words, today
from dure.core.errors import RuleBroken
from dure.core.fields import Dated
from dure.core.naming import named
from dure.core.search import actions as search

from .models import IndustryClass, Organisation, Representation, SizeClass, SupplyTie

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.complexes.models import Complex
    from dure.community.industries.models import Industry

COLUMNS = {
    "name_ko",
    "name_en",
    "kind",
    "business_number",
    "complex",
    "address",
    "telephone",
    "website",
}
ALL_SALES = 1000  # permille


@transaction.atomic
def register(
    *,
    name_ko: str,
    kind: str,
    name_en: str = "",
    business_number: str | None = None,
    complex: Complex | None = None,  # noqa: A002 - the domain's word
    address: str = "",
    telephone: str = "",
    website: str = "",
    is_synthetic: bool = False,
    by: User | None,
    at: dt.datetime,
) -> Organisation:
    """An organisation. One that is alike in everything sent is the same one, not a second."""
    columns = {
        "name_ko": name_ko.strip(),
        "name_en": name_en.strip(),
        "kind": kind,
        "business_number": _parsed(business_number),
        "complex": complex,
        "address": address.strip(),
        "telephone": telephone.strip(),
        "website": website.strip(),
        "is_synthetic": is_synthetic,
    }
    if known := Organisation.objects.filter(**columns, closed_on=None).first():
        return known
    _refuse_taken_number(columns["business_number"])
    organisation = rows.insert(Organisation(**columns))
    search.index(organisation)
    audit.record("organisation.registered", organisation, by=by, at=at)
    return organisation


@transaction.atomic
def register_classified(
    *,
    size: str = "",
    industry: Industry | None = None,
    starts_on: dt.date | None = None,
    by: User | None,
    at: dt.datetime,
    **columns: Any,
) -> Organisation:
    """An organisation with its size and industry from a day on: all of it, or none."""
    organisation = register(**columns, by=by, at=at)
    of: dict[str, Any] = {"organisation": organisation, "starts_on": starts_on or today()}
    if size:
        classify_size(size=size, **of, by=by, at=at)
    if industry:
        classify_industry(industry=industry, **of, by=by, at=at)
    return organisation


@transaction.atomic
def edit(
    *, organisation: Organisation, by: User | None, at: dt.datetime, **changes: object
) -> Organisation:
    if unknown := changes.keys() - COLUMNS:
        raise TypeError(f"an organisation has no {sorted(unknown)} to edit")
    locked = _locked(organisation)
    if "business_number" in changes:
        number = _parsed(changes["business_number"])
        if number != locked.business_number:
            _refuse_taken_number(number)
        changes["business_number"] = number
    if changed := rows.change(locked, changes):
        search.index(locked)
        audit.record("organisation.edited", locked, by=by, at=at, changed=sorted(changed))
    return locked


@transaction.atomic
def close(
    *, organisation: Organisation, closed_on: dt.date, by: User | None, at: dt.datetime
) -> Organisation:
    """The organisation ends that day, and with it its size, industry, ties and representatives."""
    locked = _locked(organisation)
    if locked.closed_on == closed_on:
        return locked
    if locked.closed_on is not None:
        closed = in_words(locked.closed_on)
        raise RuleBroken(_("It has closed on %(day)s already.") % {"day": closed})
    for period in _open_periods(locked):
        rows.end(period, on=closed_on)
    locked.closed_on = closed_on
    locked.save(update_fields=["closed_on", "updated_at"])
    audit.record("organisation.closed", locked, by=by, at=at, closed_on=closed_on.isoformat())
    return locked


@transaction.atomic
def classify_size(
    *, organisation: Organisation, size: str, starts_on: dt.date, by: User | None, at: dt.datetime
) -> SizeClass:
    """The size from a day on; a second word about the same day corrects the first."""
    locked = _open_on(organisation, starts_on)
    row = SizeClass(organisation=locked, size=size, starts_on=starts_on, ends_on=locked.closed_on)
    placed = rows.put_in_place(locked.sizes.reaching(starts_on).first(), row, "size")
    if placed is row:
        audit.record("organisation.size_classified", locked, by=by, at=at, size=str(size))
    return placed


@transaction.atomic
def classify_industry(
    *,
    organisation: Organisation,
    industry: Industry,
    starts_on: dt.date,
    by: User | None,
    at: dt.datetime,
) -> IndustryClass:
    """The main industry from a day on; a second word about the same day corrects the first."""
    if not industry.is_leaf:
        raise RuleBroken(_("Choose an industry with all five digits."))
    locked = _open_on(organisation, starts_on)
    row = IndustryClass(
        organisation=locked, industry=industry, starts_on=starts_on, ends_on=locked.closed_on
    )
    placed = rows.put_in_place(locked.industries.reaching(starts_on).first(), row, "industry_id")
    if placed is row:
        audit.record(
            "organisation.industry_classified", locked, by=by, at=at, industry=industry.code
        )
    return placed


@transaction.atomic
def record_supply(
    *,
    supplier: Organisation,
    customer: Organisation,
    starts_on: dt.date,
    share_of_sales_permille: int | None = None,
    by: User | None,
    at: dt.datetime,
) -> SupplyTie:
    """Who supplies whom from a day on, and which share of the supplier's sales that is."""
    locked = _open_on(supplier, starts_on)
    known = locked.ties_to_customers.filter(customer=customer).reaching(starts_on).first()
    if known is not None:
        if (known.starts_on, known.ends_on) == (starts_on, locked.closed_on) and (
            known.share_of_sales_permille == share_of_sales_permille
        ):
            return known
        said = _("This tie is recorded from %(day)s on. End that first.")
        raise RuleBroken(said % {"day": in_words(known.starts_on)})
    _not_closed(customer, starts_on)
    _refuse_more_than_all_sales(locked, share_of_sales_permille or 0, starts_on)
    tie = rows.insert(
        SupplyTie(
            supplier=locked,
            customer=customer,
            starts_on=starts_on,
            ends_on=locked.closed_on,
            share_of_sales_permille=share_of_sales_permille,
        )
    )
    audit.record(
        "organisation.supply_recorded", locked, by=by, at=at, tie=tie.pk, customer=customer.pk
    )
    return tie


@transaction.atomic
def end_supply(*, tie: SupplyTie, ends_on: dt.date, by: User | None, at: dt.datetime) -> SupplyTie:
    ended, is_new = rows.end(tie, on=ends_on)
    if is_new:
        details = {"tie": ended.pk, "on": str(ends_on)}
        audit.record("organisation.supply_ended", ended.supplier, by=by, at=at, **details)
    return ended


@transaction.atomic
def appoint_representative(
    *, organisation: Organisation, user: User, starts_on: dt.date, by: User | None, at: dt.datetime
) -> Representation:
    """The user may speak for the organisation from a day on."""
    locked = _open_on(organisation, starts_on)
    known = locked.representations.filter(user=user).reaching(starts_on).first()
    if known is not None:
        if (known.starts_on, known.ends_on) == (starts_on, locked.closed_on):
            return known
        said = _("%(name)s represents it already at that time. End that first.")
        raise RuleBroken(said % {"name": user})
    representation = rows.insert(
        Representation(
            organisation=locked, user=user, starts_on=starts_on, ends_on=locked.closed_on
        )
    )
    details = {"representation": representation.pk, "user": user.pk}
    audit.record("organisation.representative_appointed", locked, by=by, at=at, **details)
    return representation


@transaction.atomic
def end_representation(
    *, representation: Representation, ends_on: dt.date, by: User | None, at: dt.datetime
) -> Representation:
    ended, is_new = rows.end(representation, on=ends_on)
    if is_new:
        details = {"representation": ended.pk, "user": ended.user_id, "on": str(ends_on)}
        audit.record(
            "organisation.representative_ended", ended.organisation, by=by, at=at, **details
        )
    return ended


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _open_on(organisation: Organisation, day: dt.date) -> Organisation:
    return _not_closed(_locked(organisation), day)


def _not_closed(organisation: Organisation, day: dt.date) -> Organisation:
    if organisation.closed_on is not None and organisation.closed_on <= day:
        words = {"name": named(organisation), "day": in_words(organisation.closed_on)}
        raise RuleBroken(_("%(name)s has closed on %(day)s. Give an earlier day.") % words)
    return organisation


def _parsed(business_number: object) -> str | None:
    """Ten digits, or none where none is known."""
    if not business_number:
        return None
    try:
        return business_numbers.parse(str(business_number))
    except ValueError as error:
        raise RuleBroken(str(error)) from error


def _refuse_taken_number(business_number: object) -> None:
    holders = Organisation.objects.filter(business_number=business_number)
    if business_number is not None and (holder := holders.first()):
        said = _("%(name)s has this business registration number.")
        raise RuleBroken(said % {"name": named(holder)}, record=holder)


def _refuse_more_than_all_sales(supplier: Organisation, share: int, day: dt.date) -> None:
    ties = supplier.ties_to_customers.on(day)
    known = ties.aggregate(total=Sum("share_of_sales_permille"))["total"] or 0
    if known + share > ALL_SALES:
        said = _("The customers' shares would come to %(total)s %%. Correct the others first.")
        raise RuleBroken(said % {"total": f"{(known + share) / 10:g}"})


def _open_periods(organisation: Organisation) -> Iterator[Dated]:
    """What ends with an organisation."""
    for periods in (
        organisation.sizes,
        organisation.industries,
        organisation.ties_to_customers,
        organisation.ties_to_suppliers,
        organisation.representations,
    ):
        yield from periods.filter(ends_on__isnull=True)
