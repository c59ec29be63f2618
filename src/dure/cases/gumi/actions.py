"""The Gumi case, loaded through the same actions that people use, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from dure.community.complexes import actions as complexes
from dure.community.industries import actions as industries
from dure.community.models import Complex, ComplexKind, Part
from dure.core.audit import actions as audit

from . import bodies, councils, figures, linked, log_ins, supply
from .cast import Cast, noon
from .networks import Networks
from .plan import MOULD_CIRCLES

if TYPE_CHECKING:
    from dure.accounts.models import User

NAME = "구미국가산업단지"


def is_loaded() -> bool:
    return Complex.objects.filter(name_ko=NAME).exists()


@transaction.atomic
def load(*, tell: Callable[[str], None], at: dt.datetime) -> None:
    """All of it or nothing: a load that is killed leaves an empty house.

    What Dure itself does is told of ``at``; only who is invented acts at a time of the case.
    Two loads at once cannot both win: the complex's name is unique.
    """
    industries.load(by=None, at=at)
    officer = log_ins.open_account(
        log_ins.PROGRAMME_OFFICER, name="한지원", name_en="Han Ji-won", by=None, at=at
    )
    complex_ = _complex(officer)
    coordinator = _coordinator(complex_, officer)
    cast = Cast(complex_, coordinator)
    networks = Networks(cast)
    networks.live(tell)
    tell("the bodies that grew out of them")
    grown = bodies.grow(cast, networks)
    councils.meet(cast)
    supply.tie(cast)
    tell("statistics and outcomes")
    figures.record(complex_, by=officer)
    figures.report(complex_, by=coordinator)
    tell("accounts")
    log_ins.give_accounts(
        cast,
        association=grown[bodies.ASSOCIATION],
        circle=networks.circles[MOULD_CIRCLES[0].ko].group,
    )
    tell("the linked complexes")
    linked.join(cast, officer=officer, coordinator=_linked_coordinator(officer))
    audit.record("case.loaded", complex_, by=None, at=at)


def _complex(officer: User) -> Complex:
    return complexes.create(
        name_ko=NAME,
        name_en="Gumi National Industrial Complex",
        kind=ComplexKind.NATIONAL,
        part=Part.HUB,
        region="경상북도",
        area_thousand_m2=22640,
        latitude=Decimal("36.10200"),
        longitude=Decimal("128.39000"),
        by=officer,
        at=noon(log_ins.OPENED),
    )


def _coordinator(complex_: Complex, officer: User) -> User:
    coordinator = log_ins.open_account(
        log_ins.COORDINATOR, name="정다운", name_en="Jeong Da-un", by=officer
    )
    complexes.appoint_coordinator(
        complex=complex_,
        user=coordinator,
        starts_on=log_ins.OPENED,
        by=officer,
        at=noon(log_ins.OPENED),
    )
    return coordinator


def _linked_coordinator(officer: User) -> User:
    return log_ins.open_account(
        log_ins.LINKED_COORDINATOR, name="송가온", name_en="Song Gaon", by=officer
    )
