from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from dure.core.errors import RuleBroken
from dure.core.models import AuditEvent
from dure.creation.models import Outcome, OutcomeKind, Precision
from dure.creation.outcomes import actions
from tests.factories import NOON, GroupFactory

pytestmark = pytest.mark.django_db


def booth(cast, **columns):
    return {
        "complex": cast.complex,
        "group": cast.group,
        "kind": OutcomeKind.TRADE_FAIR,
        "what_ko": "공동 부스",
        "what_en": "Joint booth",
        "happened_on": dt.date(2011, 11, 2),
        "source": "section 5",
        "n_firms": 23,
        "by": cast.coordinator,
        "at": NOON,
    } | columns


def test_report_writes_the_outcome_and_who_reported_it(cast):
    outcome = actions.report(**booth(cast))

    assert (outcome.n_firms, outcome.precision, outcome.group) == (23, Precision.DAY, cast.group)
    event = AuditEvent.objects.get(action="outcome.reported")
    assert (event.target, event.done_by) == (f"creation.outcome:{outcome.pk}", cast.coordinator)


def test_the_same_report_twice_is_one_outcome(cast):
    first = actions.report(**booth(cast))

    assert actions.report(**booth(cast)) == first
    assert AuditEvent.objects.filter(action="outcome.reported").count() == 1


def test_a_group_of_another_complex_is_refused(cast):
    with pytest.raises(RuleBroken, match="another complex"):
        actions.report(**booth(cast, group=GroupFactory(complex=cast.other_complex)))

    assert not Outcome.objects.exists()


def test_an_outcome_without_its_source_is_refused(cast):
    with pytest.raises(ValidationError, match="source"):
        actions.report(**booth(cast, source=""))


def test_the_database_refuses_an_outcome_without_a_source(cast):
    outcome = actions.report(**booth(cast))

    with pytest.raises(IntegrityError):
        Outcome.objects.filter(pk=outcome.pk).update(source="")


def test_everybody_signed_in_sees_outcomes_and_a_closed_account_none(cast):
    outcome = actions.report(**booth(cast))
    seen = {name: list(Outcome.objects.visible_to(who)) for name, who in cast.everyone().items()}
    cast.stranger.is_active = False

    assert seen == {name: [outcome] for name in cast.everyone()}
    assert list(Outcome.objects.visible_to(cast.stranger)) == []
