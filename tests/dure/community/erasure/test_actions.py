"""What is erased is nowhere: every text of every table is searched for it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.urls import reverse

from dure.accounts.models import Invitation, User
from dure.accounts.roles import actions as roles
from dure.community.complexes import actions as complexes
from dure.community.erasure import actions
from dure.community.groups import actions as groups
from dure.community.groups import queries as group_queries
from dure.community.import_rows.models import Import, ImportEffect, ImportRow
from dure.community.models import Person
from dure.community.organisations import actions as organisations
from dure.community.people import actions as people
from dure.core.audit.models import AuditEvent
from dure.core.files.models import File
from dure.core.mail import actions as mail
from dure.core.search import queries as search
from tests.factories import LONG_AGO, NOON, GroupFactory, PersonFactory, TagFactory

pytestmark = pytest.mark.django_db

TRACES = (
    "남궁별님",
    "남궁",
    "별님",
    "ㄴㄱㅂㄴ",
    "Namgung",
    "namgung",
    "별난전화",
    "010-4321-8765",
    "01043218765",
    "나노별도금",
    "별셋대표",
    "203.0.113.77",
    "NamgungBrowser",
)


@pytest.fixture
def known(cast):
    """Somebody of whom every part of the house knows something."""
    person = people.register(
        name_ko="남궁별님",
        name_en="Namgung Byeol-nim",
        email="namgung@example.com",
        telephone="010-4321-8765",
        expertise="별난전화 교환기와 나노별도금",
        tags=["나노별도금", "사출"],
        by=cast.coordinator,
        at=NOON,
    )
    shared = PersonFactory()
    shared.tags.add(TagFactory(name="공유"), person.tags.get(name="사출"))
    user = people.invite(person=person, by=cast.coordinator, at=NOON).user
    by_herself = {"by": user, "at": NOON}
    User.objects.filter(pk=user.pk).update(name="남궁별님", is_active=True)
    people.edit(person=person, telephone="010-4321-8765", tags=["나노별도금"], **by_herself)
    people.give_consent(person=person, **by_herself)
    people.give_post(
        person=person, organisation=cast.organisation, title="별셋대표",
        starts_on=LONG_AGO, **by_herself,
    )  # fmt: skip
    groups.admit(group=cast.group, person=person, starts_on=LONG_AGO, **by_herself)
    groups.appoint(
        group=cast.group, person=person, kind="steering", starts_on=LONG_AGO, **by_herself
    )
    roles.grant(user=user, kind="expert", starts_on=NOON.date(), **by_herself)
    organisations.appoint_representative(
        organisation=cast.organisation, user=user, starts_on=LONG_AGO, **by_herself
    )
    complexes.appoint_coordinator(
        complex=cast.other_complex, user=user, starts_on=LONG_AGO, **by_herself
    )
    mail.post(
        key="news:1", to="Namgung@example.com", subject="남궁별님께", text="남궁별님 안녕하세요",
        language="ko", at=NOON,
    )  # fmt: skip
    EmailAddress.objects.get_or_create(user=user, email="namgung@example.com")
    Authenticator.objects.create(user=user, type="totp", data={"name": "남궁"})
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session.create()
    UserSession.objects.create(
        user=user, ip="203.0.113.77", user_agent="NamgungBrowser/1", session_key=session.session_key
    )
    _imported(cast)
    person.refresh_from_db()
    return person


def _imported(cast):
    """A workbook in which the person stood, as an import keeps it."""
    file = File.objects.create(
        name="명부.xlsx", size=1, content_type="x", sha256="0" * 64, uploaded_at=NOON
    )
    source = Import.objects.create(
        file=file, complex=cast.complex, starts_on=LONG_AGO, uploaded_by=cast.coordinator,
        uploaded_at=NOON, samples=[[3, "담당자", ["남궁 별님", "박회원"]]],
        rows_left_out=[[9, "note", "문의: 남궁별님 010-4321-8765"], [10, "total", "합계 3명"]],
    )  # fmt: skip
    row = ImportRow.objects.create(
        source=source, number=2, state="new",
        raw={"contact": "남궁별님 (Namgung)", "email": "NAMGUNG@example.com", "firm": "구미금형"},
        values={"telephone": "01043218765"}, changes=[["name_ko", "", "남궁별님"]],
    )  # fmt: skip
    ImportEffect.objects.create(
        source=source, row=row, kind="person", target=1, new="남궁별님",
        made={"telephone": "010-4321-8765"},
    )  # fmt: skip


def traces():
    """Table, column and trace, wherever one of the strings stands in the database."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = as_text(value)
                    found += [(table, column, trace) for trace in TRACES if trace in text]
    return found


def as_text(value):
    """JSON may hold Korean as escapes: both ways of writing it are looked at."""
    text = str(value)
    try:
        return text + json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


def test_the_traces_are_there_to_begin_with(known):
    tables = {table for table, _column, _trace in traces()}

    assert {
        "community_person",
        "community_tag",
        "community_post",
        "core_searchname",
        "core_letter",
        "accounts_user",
        "account_emailaddress",
        "mfa_authenticator",
        "usersessions_usersession",
        "community_import",
        "community_importrow",
        "community_importeffect",
    } <= tables


def test_erase_leaves_no_trace(known, cast):
    actions.erase(person=known, by=cast.programme_officer, at=NOON)

    assert traces() == []
    row, source = ImportRow.objects.get(), Import.objects.get()
    assert row.raw["firm"] == "구미금형"
    assert source.samples == [[3, "담당자", ["", "박회원"]]]
    assert source.rows_left_out == [[9, "note", ""], [10, "total", "합계 3명"]]


def test_no_run_of_the_name_is_left_in_the_search(known, cast):
    actions.erase(person=known, by=cast.programme_officer, at=NOON)

    for text in ("남궁", "궁별님", "ㄴㄱㅂㄴ", "namgung"):
        assert not search.matching(Person, text).exists()


def test_what_they_did_stays_countable_under_a_pseudonym(known, cast):
    before = group_queries.members_by_year(cast.group)
    n_done = AuditEvent.objects.filter(done_by=known.user).count()
    user = known.user

    actions.erase(person=known, by=cast.programme_officer, at=NOON)

    known.refresh_from_db()
    assert known.name_ko == f"익명 {known.pk}"
    assert group_queries.members_by_year(cast.group, until=2025) == before[:-1]
    assert AuditEvent.objects.filter(done_by=user).count() == n_done
    assert known.offices.count() == 1
    assert {row.ends_on for row in known.memberships.all()} == {NOON.date()}


def test_the_account_is_closed_for_good(known, cast):
    user = known.user
    actions.erase(person=known, by=user, at=NOON)

    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password()) == (False, False)
    assert not Invitation.objects.filter(user=user, withdrawn_at=None, accepted_at=None).exists()
    assert not user.roles.filter(ends_on=None).exists()
    assert not user.representations.filter(ends_on=None).exists()
    assert not user.coordinations.filter(ends_on=None).exists()


def test_a_tag_that_others_have_stays(known, cast):
    people.edit(person=known, tags=["사출"], by=None, at=NOON)

    actions.erase(person=known, by=cast.programme_officer, at=NOON)

    assert Person.objects.filter(tags__name="사출").count() == 1


def test_erase_is_recorded_once_and_never_undone(known, cast):
    for _ in range(2):
        actions.erase(person=known, by=cast.programme_officer, at=NOON)

    event = AuditEvent.objects.get(action="person.erased")
    assert (event.details, event.done_by) == ({}, cast.programme_officer)


def test_who_has_neither_account_nor_address_can_be_erased():
    person = PersonFactory(name_ko="남궁별님")
    groups.admit(group=GroupFactory(), person=person, starts_on=NOON.date(), by=None, at=NOON)

    actions.erase(person=person, by=None, at=NOON)

    assert traces() == []
    assert person.memberships.get().ends_on == NOON.date() + dt.timedelta(days=1)


def test_the_workbook_in_which_somebody_stands_is_removed(
    cast, client, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    _imported(cast)
    source = Import.objects.get()
    File.objects.update(name="남궁별님 명부.xlsx")
    source.file.path.parent.mkdir()
    source.file.path.write_bytes(b"x")

    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(person=PersonFactory(name_ko="박회원"), by=None, at=NOON)

    assert not source.file.path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(person=PersonFactory(name_ko="남궁별님"), by=None, at=NOON)
    assert File.objects.get().name == f"{source.pk}.xlsx"
    client.force_login(cast.programme_officer)
    page = client.get(reverse("import-page", args=[source.pk])).content.decode()
    assert "no longer kept" in page
    assert reverse("import-file", args=[source.pk]) not in page
    assert client.get(reverse("import-file", args=[source.pk])).status_code == 404


def test_a_workbook_is_removed_by_what_it_wrote_and_others_stay(
    cast, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    _imported(cast)
    path = File.objects.get().path
    path.parent.mkdir()
    path.write_bytes(b"x")
    renamed = PersonFactory(name_ko="최다른")
    ImportEffect.objects.update(target=renamed.pk)

    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(person=PersonFactory(name_ko="황보전혀"), by=None, at=NOON)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(person=renamed, by=None, at=NOON)

    assert not path.exists()


def test_a_short_name_is_erased_where_it_stands_alone(cast):
    _imported(cast)
    row = ImportRow.objects.get()
    row.raw = {"firm": "김구상사", "head": "김 구"}
    row.save()

    actions.erase(person=PersonFactory(name_ko="김구"), by=None, at=NOON)

    row.refresh_from_db()
    assert row.raw == {"firm": "김구상사", "head": ""}
