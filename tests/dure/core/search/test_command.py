from __future__ import annotations

import pytest
from django.core.management import call_command

from dure.community.models import Organisation
from dure.core.search.models import SearchName
from dure.core.search.queries import matching
from tests.factories import OrganisationFactory


@pytest.mark.django_db
def test_command_writes_every_table_anew(capsys):
    firm = OrganisationFactory(name_ko="금형")
    SearchName.objects.all().delete()

    call_command("rebuild_search")

    assert list(matching(Organisation, "ㄱㅎ")) == [firm]
    lines = capsys.readouterr().out.splitlines()
    assert {"community.organisation: 1", "community.person: 0"} <= set(lines)
