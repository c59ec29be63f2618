from __future__ import annotations

import pytest
from django.core.management import call_command

from dure.config.settings import base


@pytest.fixture(autouse=True)
def cache_of_a_site(db, settings):
    """Rate limits are counted where a site counts them: in the database."""
    settings.CACHES = base.CACHES
    call_command("createcachetable", verbosity=0)
