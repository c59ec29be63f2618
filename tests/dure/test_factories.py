from __future__ import annotations

import inspect

import pytest
from factory.django import DjangoModelFactory

from tests import factories

FACTORIES = [
    made
    for _, made in inspect.getmembers(factories, inspect.isclass)
    if issubclass(made, DjangoModelFactory) and made._meta.model
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_bare_factory_gives_a_valid_row(factory):
    for made in (factory(), factory()):
        made.full_clean()
