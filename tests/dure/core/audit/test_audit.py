from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from dure.core.audit import actions
from dure.core.audit.access import may_read
from dure.core.audit.models import AuditEvent
from tests.factories import NOON, AuditEventFactory, ComplexFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_record_names_its_target_and_keeps_what_was_said():
    complex_, user = ComplexFactory(), UserFactory()

    actions.record("complex.edited", complex_, by=user, at=NOON, changed=["region"])

    event = AuditEvent.objects.get()
    assert (event.action, event.target) == ("complex.edited", f"community.complex:{complex_.pk}")
    assert (event.details, event.done_by, event.done_at) == ({"changed": ["region"]}, user, NOON)


def test_the_same_deed_to_many_is_a_row_for_each():
    complexes = ComplexFactory.create_batch(3)

    actions.record_many("complex.created", complexes, by=None, at=NOON)

    assert AuditEvent.objects.filter(action="complex.created", done_by=None).count() == 3


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: type(event).objects.update(action="another"),
        lambda event: type(event).objects.all().delete(),
    ],
    ids=["save", "delete", "update of many", "delete of many"],
)
def test_what_was_done_stays_written_down(rewrite):
    event = AuditEventFactory()

    with pytest.raises(TypeError, match="only added"):
        rewrite(event)

    assert AuditEvent.objects.get() == event


def test_the_database_refuses_to_change_a_row_too():
    AuditEventFactory()

    with (
        pytest.raises(DatabaseError, match="only added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE core_auditevent SET action = 'another'")


def test_everything_is_for_overseers(cast):
    AuditEventFactory()

    readers = {
        name for name, who in cast.everyone().items() if AuditEvent.objects.visible_to(who).exists()
    }

    assert readers == {"programme_officer", "auditor"}


@pytest.mark.parametrize(
    ("thing", "readers"),
    [
        ("complex", {"programme_officer", "auditor", "coordinator"}),
        ("organisation", {"programme_officer", "auditor", "coordinator"}),
        ("group", {"programme_officer", "auditor", "coordinator"}),
        ("person", {"programme_officer", "auditor", "coordinator"}),
        ("member", {"programme_officer", "auditor", "member"}),
        ("membership", {"programme_officer", "auditor"}),
    ],
)
def test_who_may_read_the_history_of(thing, readers, cast):
    row = getattr(cast, thing)

    allowed = {
        name
        for name, who in cast.everyone().items()
        if may_read(row._meta.label_lower, row.pk, who)
    }

    assert allowed == readers
