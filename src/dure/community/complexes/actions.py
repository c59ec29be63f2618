from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dure.core import rows
from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.search import actions as search

from .models import Complex, Coordination

if TYPE_CHECKING:
    from dure.accounts.models import User

COLUMNS = {
    "name_ko",
    "name_en",
    "kind",
    "part",
    "hub",
    "region",
    "area_thousand_m2",
    "latitude",
    "longitude",
}


@transaction.atomic
def create(
    *,
    name_ko: str,
    kind: str,
    part: str,
    region: str,
    name_en: str = "",
    hub: Complex | None = None,
    area_thousand_m2: int | None = None,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    is_synthetic: bool = False,
    by: User | None,
    at: dt.datetime,
) -> Complex:
    """A complex. The same one sent twice is one; another of the same name is refused."""
    columns = {
        "name_en": name_en.strip(),
        "kind": kind,
        "part": part,
        "hub": hub,
        "region": region.strip(),
        "area_thousand_m2": area_thousand_m2,
        "latitude": latitude,
        "longitude": longitude,
        "is_synthetic": is_synthetic,
    }
    known = Complex.objects.filter(name_ko=name_ko.strip()).select_related("hub").first()
    if known is None:
        complex_ = rows.insert(Complex(name_ko=name_ko.strip(), **columns))
        search.index(complex_)
        audit.record("complex.created", complex_, by=by, at=at)
        return complex_
    if any(getattr(known, column) != value for column, value in columns.items()):
        raise RuleBroken(_("There is a complex of this name."), record=known)
    return known


@transaction.atomic
def edit(
    *,
    complex: Complex,  # noqa: A002 - the domain's word
    by: User | None,
    at: dt.datetime,
    **changes: object,
) -> Complex:
    if unknown := changes.keys() - COLUMNS:
        raise TypeError(f"a complex has no {sorted(unknown)} to edit")
    locked = Complex.objects.select_for_update().get(pk=complex.pk)
    if changed := rows.change(locked, changes):
        search.index(locked)
        audit.record("complex.edited", locked, by=by, at=at, changed=sorted(changed))
    return locked


@transaction.atomic
def appoint_coordinator(
    *,
    complex: Complex,  # noqa: A002 - the domain's word
    user: User,
    starts_on: dt.date,
    by: User | None,
    at: dt.datetime,
) -> Coordination:
    """The user is coordinator from a day on. Asked twice for one day, the first answer stands."""
    Complex.objects.select_for_update().get(pk=complex.pk)
    known = Coordination.objects.filter(complex=complex, user=user).reaching(starts_on).first()
    if known is None:
        coordination = rows.insert(Coordination(complex=complex, user=user, starts_on=starts_on))
        audit.record(
            "complex.coordinator_appointed",
            complex,
            by=by,
            at=at,
            coordination=coordination.pk,
            user=user.pk,
            starts_on=starts_on.isoformat(),
        )
        return coordination
    if known.ends_on is None and known.starts_on == starts_on:
        return known
    raise RuleBroken(
        _("%(name)s coordinates this complex already at that time. End that first.")
        % {"name": user}
    )


@transaction.atomic
def end_coordination(
    *, coordination: Coordination, ends_on: dt.date, by: User | None, at: dt.datetime
) -> Coordination:
    """The coordinator stays until the day before ``ends_on``."""
    ended, is_new = rows.end(coordination, on=ends_on)
    if is_new:
        audit.record(
            "complex.coordinator_ended",
            ended.complex,
            by=by,
            at=at,
            coordination=ended.pk,
            user=ended.user_id,
            ends_on=ends_on.isoformat(),
        )
    return ended
