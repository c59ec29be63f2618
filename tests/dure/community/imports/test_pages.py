"""No page of an import fails, whatever the workbook lacks and however far it has come."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dure.community.import_rows.models import ENTERED, Import, RowState, Status
from dure.community.imports.exports import HEADINGS
from dure.community.workbooks.headings import Field
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("import-page", "import-progress", "import-columns", "import-undo")


def csv(*left_out: str) -> bytes:
    """Headings and rows, one of them for every state that a row can have."""
    columns = {Field.NAME_EN: ("영문명", "", "Dure"), **HEADINGS}
    kept = [column for name, column in columns.items() if name not in left_out]
    lines = [[korean for korean, _english, _said in kept]]
    lines += [[f"{said} {n}" for *_, said in kept] for n, _state in enumerate(RowState)]
    return "\n".join(",".join(line) for line in lines).encode("utf-8-sig")


def put_into(source: Import, status: Status, user) -> None:
    """As if it had come so far; with a row in every state."""
    confirmed = status in (Status.WRITING, Status.WRITTEN, Status.UNDOING, Status.UNDONE)
    undone = status in (Status.UNDOING, Status.UNDONE)
    Import.objects.filter(pk=source.pk).update(
        status=status,
        reason={"en": "Broken.", "ko": "깨졌습니다."} if status == Status.UNREADABLE else {},
        confirmed_at=NOON if confirmed else None,
        confirmed_by=user if confirmed else None,
        undone_at=NOON if undone else None,
        undone_by=user if undone else None,
    )
    for row, state in zip(source.rows.order_by("number"), RowState, strict=False):
        row.state = state
        row.entered_at = NOON if confirmed and state in ENTERED else None
        row.save()


@pytest.mark.parametrize("missing", [*Field.values, "all but the name", "nothing"])
def test_every_page_of_a_workbook_without(missing, cast, client, bring):
    others = set(Field.values) - {Field.NAME}
    source = bring(csv(*(others if missing == "all but the name" else {missing})), "a.csv")
    client.force_login(cast.coordinator)

    for status in Status:
        put_into(source, status, cast.coordinator)
        for page in PAGES:
            response = client.get(reverse(page, args=[source.pk]))
            assert response.status_code in (200, 302), (status, page)
    put_into(source, Status.READY, cast.coordinator)
    for row in source.rows.exclude(state=RowState.AGAIN):
        assert client.get(reverse("import-row", args=[row.pk])).status_code == 200
