"""For every test: the catalogues compiled, properties tested alike each time."""

import pytest
from hypothesis import settings

from dure.config import translations

pytest_plugins = ["tests.not_run"]

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("night", deadline=None, max_examples=5_000)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    translations.compile_all()
