from __future__ import annotations

import pytest
from django.db import transaction

from dure.cases.gumi import actions
from tests.factories import NOON as LOADED


@pytest.fixture(scope="module")
def gumi(django_db_setup, django_db_blocker):
    """The whole case, loaded once for a module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        told: list[str] = []
        actions.load(tell=told.append, at=LOADED)
        yield told
        transaction.set_rollback(True)
