"""For every test: the catalogues compiled, what the machine lacks named, an empty cache."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from dure.config import translations

pytest_plugins = ["tests.not_run"]


def pytest_configure(config: pytest.Config) -> None:
    translations.compile_all()


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> Iterator[None]:
    """Rate limits are counted in the cache."""
    yield
    cache.clear()
