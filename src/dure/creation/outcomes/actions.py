from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dure.core.audit import actions as audit
from dure.core.errors import RuleBroken
from dure.core.precision import Precision

from .models import Outcome

if TYPE_CHECKING:
    from dure.accounts.models import User
    from dure.community.models import Complex, Group

    from .models import OutcomeKind


@transaction.atomic
def report(
    *,
    complex: Complex,  # noqa: A002 - the domain's word
    kind: OutcomeKind,
    what_ko: str,
    happened_on: dt.date,
    source: str,
    what_en: str = "",
    precision: Precision = Precision.DAY,
    group: Group | None = None,
    n_firms: int | None = None,
    amount_won: int | None = None,
    by: User | None,
    at: dt.datetime,
) -> Outcome:
    """Write down what came of a group's work. The same report twice is one outcome."""
    if group is not None and group.complex_id != complex.pk:
        raise RuleBroken(_("This group belongs to another complex; choose one of this complex."))
    known = Outcome.objects.filter(
        complex=complex, group=group, kind=kind, what_ko=what_ko, happened_on=happened_on
    ).first()
    if known:
        return known
    outcome = Outcome(
        complex=complex,
        group=group,
        kind=kind,
        what_ko=what_ko,
        what_en=what_en,
        happened_on=happened_on,
        precision=precision,
        n_firms=n_firms,
        amount_won=amount_won,
        source=source,
    )
    outcome.full_clean()
    outcome.save()
    audit.record("outcome.reported", outcome, by=by, at=at)
    return outcome
