from __future__ import annotations

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dure.community.import_rows.models import Import, RowState, Status
from dure.community.imports import actions
from dure.community.models import Organisation
from tests.factories import NOON, OrganisationFactory

from . import workbooks
from .conftest import DAY, work

pytestmark = pytest.mark.django_db(transaction=True)
MAY = {"programme_officer", "coordinator"}
READ = MAY | {"auditor"}


@pytest.fixture
def ready(bring):
    return bring(workbooks.members(3))


@pytest.mark.parametrize(
    ("address", "granted"),
    [
        ("import-page", READ),
        ("import-progress", READ),
        ("import-file", READ),
        ("import-columns", MAY),
    ],
)
def test_a_page_is_found_by(address, granted, cast, client, ready):
    found = set()
    for name, user in cast.everyone().items():
        client.force_login(user)
        response = client.get(reverse(address, args=[ready.pk]))
        response.close()
        assert response.status_code in (200, 404)
        if response.status_code == 200:
            found.add(name)

    assert found == granted


@pytest.mark.parametrize("address", ["import-confirm", "import-undo", "import-discard"])
def test_deeds_are_not_found_by_others(address, cast, client, ready):
    for name in set(cast.everyone()) - MAY:
        client.force_login(cast.everyone()[name])
        response = client.post(reverse(address, args=[ready.pk]))
        assert response.status_code == 404 or name == "auditor"

    ready.refresh_from_db()
    assert ready.status == Status.READY


def test_rows_are_not_found_by_others(cast, client, ready):
    row = ready.rows.first()
    for name in set(cast.everyone()) - MAY:
        client.force_login(cast.everyone()[name])
        assert client.get(reverse("import-row", args=[row.pk])).status_code == 404


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_workbook_goes_its_whole_way(language, cast, client):
    cast.coordinator.language = language
    cast.coordinator.save()
    client.force_login(cast.coordinator)
    form = {"complex": cast.complex.pk, "group": cast.group.pk, "starts_on": "2012-01-01"}
    form["workbook"] = workbooks.upload(workbooks.members(3))

    response = client.post(reverse("import-add"), form)
    source = Import.objects.get()
    page = reverse("import-page", args=[source.pk])
    assert response.url == page
    assert "hx-get" in client.get(page).content.decode()
    work()
    assert client.get(reverse("import-progress", args=[source.pk]))["HX-Refresh"] == "true"
    assert "주식회사 구미0정밀" in client.get(page).content.decode()
    assert client.get(page, {"state": "error"}).context["page"].paginator.count == 0
    client.post(reverse("import-confirm", args=[source.pk]))
    client.post(reverse("import-confirm", args=[source.pk]))
    work()
    assert Organisation.objects.count() == 4
    undo = reverse("import-undo", args=[source.pk])
    assert client.get(undo).status_code == 200
    assert client.post(undo).url == page
    work()
    assert client.get(page).status_code == 200
    assert client.get(undo).url == page
    assert Organisation.objects.count() == 1


def test_a_strange_file_is_answered_with_a_sentence(cast, client):
    client.force_login(cast.coordinator)
    form = {"complex": cast.complex.pk, "starts_on": "2012-01-01"}
    form["workbook"] = workbooks.upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old.xls")

    response = client.post(reverse("import-add"), form)

    assert response.status_code == 422
    assert "Excel" in response.content.decode()
    assert not Import.objects.exists()


def test_a_group_of_another_complex_is_refused(cast, client):
    client.force_login(cast.programme_officer)
    form = {"complex": cast.other_complex.pk, "group": cast.group.pk, "starts_on": "2012-01-01"}
    form["workbook"] = workbooks.upload(workbooks.members(1))

    assert client.post(reverse("import-add"), form).status_code == 422


def test_columns_are_changed_by_hand(client, cast, ready):
    client.force_login(cast.coordinator)
    address = reverse("import-columns", args=[ready.pk])
    form = client.get(address).context["form"]
    data = {name: str(form[name].value()) for name in form.fields if name != "guess"}
    data["column_2"], data["column_5"] = "name", ""

    response = client.post(address, data)
    work()

    assert response.status_code == 302
    ready.refresh_from_db()
    assert (ready.status, "5" in ready.columns) == (Status.READY, False)
    assert "person" not in ready.rows.first().values


def test_two_columns_cannot_be_one_field(client, cast, ready):
    client.force_login(cast.coordinator)
    address = reverse("import-columns", args=[ready.pk])
    form = client.get(address).context["form"]
    data = {name: str(form[name].value()) for name in form.fields if name != "guess"}

    assert client.post(address, data | {"column_5": "name"}).status_code == 422
    assert client.post(address, data | {"column_2": ""}).status_code == 422
    assert client.post(address, data | {"guess": "on"}).status_code == 302


def test_a_row_is_chosen_skipped_and_corrected(client, cast, bring):
    known = OrganisationFactory(name_ko="구미0정밀", complex=cast.complex, address="대구 1")
    source = bring(workbooks.members(2))
    row = source.rows.get(state=RowState.CHOOSE)
    client.force_login(cast.coordinator)
    page, decide = (reverse(name, args=[row.pk]) for name in ("import-row", "import-row-decide"))

    assert "대구 1" in client.get(page).content.decode()
    assert client.post(decide, {"decision": "999"}).url == page
    for decision, state in [
        ("skip", RowState.SKIPPED),
        ("new", RowState.NEW),
        (str(known.pk), RowState.MATCHED),
    ]:
        client.post(decide, {"decision": decision})
        row.refresh_from_db()
        assert row.state == state
    assert row.organisation == known
    client.post(page, row.raw | {"business_number": "123"})
    row.refresh_from_db()
    assert row.state == RowState.ERROR


def test_a_discarded_workbook_is_gone(client, cast, ready):
    client.force_login(cast.coordinator)
    path = ready.file.path

    response = client.post(reverse("import-discard", args=[ready.pk]))

    assert response.url == reverse("import-list")
    assert not Import.objects.exists()
    assert not path.exists()


def test_nothing_to_import_is_said(client, cast, bring, record):
    record(bring(workbooks.members(2)))
    again = bring(workbooks.members(2))
    client.force_login(cast.coordinator)

    response = client.post(reverse("import-confirm", args=[again.pk]), follow=True)

    assert "nothing to import" in response.content.decode()


def test_a_confirmed_import_is_not_discarded(client, cast, bring, record):
    source = record(bring(workbooks.members(1)))
    client.force_login(cast.coordinator)

    client.post(reverse("import-discard", args=[source.pk]))

    assert Import.objects.filter(pk=source.pk).exists()


def test_an_import_that_is_not_written_cannot_be_undone(client, cast, ready):
    client.force_login(cast.coordinator)

    client.post(reverse("import-undo", args=[ready.pk]))

    ready.refresh_from_db()
    assert ready.status == Status.READY


def test_the_example_is_a_workbook_that_is_understood(client, cast, bring):
    client.force_login(cast.coordinator)

    content = client.get(reverse("import-template")).content

    assert bring(content, "members.xlsx", group=None).rows.get().state == RowState.NEW


@pytest.mark.parametrize("address", ["import-list", "import-add", "import-template"])
def test_who_may_not_import_finds_nothing(address, client, cast):
    client.force_login(cast.stranger)
    assert client.get(reverse(address)).status_code == 404


def test_an_empty_list_says_what_to_do(client, cast):
    client.force_login(cast.coordinator)
    assert reverse("import-add") in client.get(reverse("import-list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_database_no_more_for_more(
    count, client, cast, bring, django_assert_num_queries
):
    for n in range(count):
        source = bring(workbooks.members(count + n))
    client.force_login(cast.coordinator)
    client.get(reverse("import-list"))

    with django_assert_num_queries(7):  # session, account, standing; may add; filters, count, rows
        client.get(reverse("import-list"))
    with django_assert_num_queries(10):  # and may read the history
        client.get(reverse("import-page", args=[source.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_undo_asks_the_database_no_more_for_more(  # noqa: PLR0917
    count, client, cast, bring, record, django_assert_num_queries
):
    source = record(bring(workbooks.members(count)))
    client.force_login(cast.coordinator)

    with django_assert_num_queries(20):
        client.get(reverse("import-undo", args=[source.pk]))


def test_the_same_upload_twice_is_one_import(cast, bring):
    content = workbooks.members(1)

    assert bring(content) == bring(content)
    assert bring(content, starts_on=DAY.replace(year=2011)) != bring(content)


def test_the_workbook_cannot_be_read_again_once_confirmed(cast, bring, record):
    source = record(bring(workbooks.members(1)))

    with pytest.raises(actions.RuleBroken, match="cannot become"):
        actions.read_again(
            source=source,
            group=None,
            starts_on=DAY,
            sheet=0,
            heading=None,
            columns=None,
            by=cast.coordinator,
            at=NOON,
        )


def test_the_example_has_notes(client, cast):
    client.force_login(cast.coordinator)
    content = client.get(reverse("import-template")).content

    book = load_workbook(workbooks.io.BytesIO(content))

    assert [sheet.max_row for sheet in book] == [2, 8]
