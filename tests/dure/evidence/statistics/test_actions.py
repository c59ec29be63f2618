from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from dure.evidence.models import Observation, Source, StatisticalIndustry
from dure.evidence.statistics import actions
from tests.factories import (
    NOON,
    ComplexFactory,
    ObservationFactory,
    SourceFactory,
    StatisticalIndustryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return {
        "complex": ComplexFactory(),
        "year": 2012,
        "measure": "firms",
        "unit": "firms",
        "value": 1757,
        "source": SourceFactory(),
        "by": UserFactory(),
        "at": NOON,
    }


def test_record_writes_the_figure_and_says_who_did(figure):
    observation = actions.record(**figure)

    event = AuditEvent.objects.get(action="observation.recorded")
    assert (observation.value, event.done_by) == (Decimal(1757), figure["by"])


def test_the_same_figure_twice_is_one(figure):
    first = actions.record(**figure)

    assert actions.record(**figure) == first
    assert AuditEvent.objects.filter(action="observation.recorded").count() == 1


def test_another_figure_for_the_same_cell_is_refused(figure):
    actions.record(**figure)

    with pytest.raises(RuleBroken, match="1,757 for 2012 already"):
        actions.record(**figure | {"value": 1758})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": -1}, "cannot be negative"),
        ({"unit": "persons"}, "not counted in this unit"),
        ({"unit": "percent", "value": 101}, "more than the whole"),
        ({"year": 12}, "greater than or equal to 1900"),
    ],
)
def test_record_refuses_what_cannot_be(figure, wrong, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        actions.record(**figure | wrong)


def test_the_database_holds_one_figure_a_cell_where_the_industry_is_all():
    one = ObservationFactory(year=2012)

    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(year=2012, complex=one.complex, source=one.source)

    industry = StatisticalIndustryFactory()
    ObservationFactory(year=2012, complex=one.complex, source=one.source, industry=industry)
    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"value": -1}, {"unit": "persons"}, {"unit": "percent", "value": 101}]
)
def test_the_database_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(**wrong)


def test_correct_keeps_what_it_was(figure):
    observation = actions.record(**figure)

    actions.correct(observation=observation, value=Decimal(1758), by=figure["by"], at=NOON)

    event = AuditEvent.objects.get(action="observation.corrected")
    assert event.details == {"before": "1757.000", "after": "1758"}


def test_correct_to_the_same_is_nothing(figure):
    observation = actions.record(**figure)

    actions.correct(observation=observation, value=Decimal(1757), by=figure["by"], at=NOON)

    assert not AuditEvent.objects.filter(action="observation.corrected").exists()


def test_withdraw_leaves_the_audit(figure):
    observation = actions.record(**figure)

    actions.withdraw(observation=observation, by=figure["by"], at=NOON)

    assert not Observation.objects.exists()
    assert AuditEvent.objects.filter(action="observation.withdrawn").exists()


def test_a_source_is_entered_once():
    said = {"citation": "KICOX 2013a ", "by": None, "at": NOON}

    assert actions.enter_source(**said) == actions.enter_source(**said)
    assert Source.objects.get().citation == "KICOX 2013a"


@pytest.mark.parametrize("enter", [actions.enter_industry, actions.enter_part])
def test_an_industry_or_a_part_is_entered_once(enter):
    said = {"code": "machinery", "name_ko": "기계", "name_en": "Machinery", "by": None, "at": NOON}

    assert enter(**said) == enter(**said)
    with pytest.raises(RuleBroken, match="stands for 기계 already"):
        enter(**said | {"name_ko": "철강"})


def test_industries_come_in_their_publishers_order():
    second, first = (StatisticalIndustryFactory(position=n) for n in (2, 1))

    assert list(StatisticalIndustry.objects.all()) == [first, second]
