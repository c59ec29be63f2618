"""The loaded case: what it counts, that it is marked, that everybody can log in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db.models import Count, F, Q

from dure.accounts.models import User
from dure.cases.gumi import actions, bodies, cast, log_ins
from dure.community.models import (
    Complex,
    Consent,
    Descent,
    Group,
    GroupKind,
    Membership,
    Office,
    Organisation,
    Person,
    Post,
    SupplyTie,
)
from dure.core import business_number
from dure.core.audit import queries as audit
from dure.core.fields import held_on
from dure.core.models import AuditEvent
from dure.creation.models import Outcome
from dure.evidence.models import Observation, Source
from tests.factories import NOON

from .test_plan import TABLE_8

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gumi")]
MOULD = ("산업디자인금형 미니클러스터", "소재부품조립 미니클러스터", "부품소재금형 미니클러스터")


def living(year, kind):
    day = dt.date(year, 12, 31)
    return Group.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=day),
        complex__name_ko=actions.NAME,
        kind=kind,
        founded_on__lte=day,
    )


def members(year, groups):
    return Membership.objects.on(dt.date(year, 12, 31)).filter(group__in=groups)


@pytest.mark.parametrize(("year", "clusters", "mould", "all_"), TABLE_8)
def test_the_records_count_as_table_8_prints(year, clusters, mould, all_):
    networks = living(year, GroupKind.MINI_CLUSTER)

    assert networks.count() == clusters
    assert members(year, networks).count() == all_
    assert members(year, networks.filter(name_ko__in=MOULD)).count() == mould


@pytest.mark.parametrize(
    ("year", "groups", "participants", "of_mould"), [(2007, 19, 205, 3), (2012, 12, 139, 3)]
)
def test_the_records_count_as_note_2_prints(year, groups, participants, of_mould):
    circles = living(year, GroupKind.WORKING_GROUP)
    mould = circles.filter(parent__name_ko=MOULD[2])

    assert (circles.count(), members(year, circles).count()) == (groups, participants)
    assert (mould.count(), members(year, mould).count()) == (of_mould, 40)


def test_the_mould_working_groups_of_2007_have_the_sizes_of_table_7():
    mould = living(2007, GroupKind.WORKING_GROUP).filter(parent__name_ko=MOULD[2])

    assert sorted(members(2007, [group]).count() for group in mould) == [10, 15, 15]


@pytest.mark.parametrize(
    ("name", "founded_on", "n"),
    [
        ("협업사", dt.date(2008, 3, 25), 11),
        ("(사)구미금형산업발전협의회", dt.date(2010, 7, 1), 80),
        ("협동조합", dt.date(2013, 3, 1), 19),
    ],
)
def test_the_later_bodies_have_their_members(name, founded_on, n):
    body = Group.objects.get(name_ko=name)

    assert (body.founded_on, body.founded_by) == (founded_on, "members")
    assert body.memberships.filter(person=None).count() == n


def test_nine_firms_found_the_company():
    founders = Membership.objects.filter(group__name_ko="협업사", starts_on="2008-03-25")

    assert founders.count() == 9


def test_the_line_of_descent_is_the_papers():
    lines = set(Descent.objects.values_list("ancestor__name_ko", "descendant__name_ko"))

    assert {
        (MOULD[0], MOULD[2]),
        (MOULD[1], MOULD[2]),
        (MOULD[2], "사출금형 워킹그룹"),
        ("사출금형 워킹그룹", "협업사"),
        ("협업사", bodies.ASSOCIATION),
        (bodies.ASSOCIATION, bodies.PARK),
        (bodies.PARK, bodies.COOPERATIVE),
    } <= lines


def test_members_of_a_working_group_are_members_of_its_network_all_the_while():
    inside = Membership.objects.filter(
        group__kind=GroupKind.WORKING_GROUP, group__complex__name_ko=actions.NAME
    )
    covered = inside.filter(
        Q(person__memberships__ends_on__isnull=True)
        | Q(person__memberships__ends_on__gte=F("ends_on")),
        person__memberships__group=F("group__parent"),
        person__memberships__starts_on__lte=F("starts_on"),
    ).distinct()

    assert inside.count() == covered.count() > 200


def test_officers_of_a_network_are_its_members():
    day = dt.date(2012, 12, 31)
    held = Office.objects.on(day).filter(group__kind__in=["mini_cluster", "working_group"])
    by_members = held.filter(
        held_on(day, "person__memberships__"), person__memberships__group=F("group")
    ).distinct()

    assert held.count() == by_members.count() > 50


def test_all_people_and_organisations_are_marked_as_synthetic():
    assert not Person.objects.filter(is_synthetic=False).exists()
    assert not Organisation.objects.filter(is_synthetic=False).exists()
    assert not User.objects.filter(is_synthetic=False).exists()
    assert Person.objects.count() > 1000


def test_invented_business_numbers_are_well_formed_and_nobodys():
    numbers = list(Organisation.objects.values_list("business_number", flat=True))

    assert all(number.startswith("000") for number in numbers)
    assert [n for n in numbers if business_number.parse(n) != n] == []


def test_some_people_agreed_to_be_found_and_some_did_not():
    share = Consent.objects.filter(withdrawn_at=None).count() / Person.objects.count()

    assert 0.55 < share < 0.65


def test_about_sixty_in_a_hundred_firms_supply_a_large_plant():
    firms = Organisation.objects.filter(kind="firm", complex__name_ko=actions.NAME)
    n_firms = firms.exclude(sizes__size="large").count()
    suppliers = SupplyTie.objects.values("supplier").distinct().count()

    assert suppliers / n_firms == pytest.approx(0.596, abs=0.05)
    over = SupplyTie.objects.values("supplier").annotate(n=Count("pk")).filter(n__gt=2)
    assert not over.exists()


def test_every_firm_has_its_industry_and_size():
    firms = Organisation.objects.filter(kind="firm")

    assert not firms.filter(Q(industries=None) | Q(sizes=None)).exists()
    assert firms.filter(sizes__size="large").count() == 2


def test_the_industry_of_a_firm_suits_its_name():
    codes = {
        name[-2:]: code
        for name, code in Organisation.objects.filter(kind="firm").values_list(
            "name_ko", "industries__industry__code"
        )
    }

    assert (codes["금형"], codes["써키트"[-2:]]) == ("29294", "26221")
    assert codes["터리"] in {"28202", "28201"}


@pytest.mark.parametrize("title", sorted(cast.HEADS))
def test_a_house_has_one_head(title):
    held = Post.objects.filter(title=title).values("organisation").annotate(n=Count("pk"))

    assert set(held.values_list("n", flat=True)) == {1}


def test_statistics_and_outcomes_are_those_of_the_paper():
    trend = Observation.objects.get(
        year=2012, measure="production", unit="eok_krw", industry=None, size_band="all"
    )

    assert trend.value == 755479
    assert (
        Observation.objects.filter(source__is_synthetic=False).count()
        == 24 + 20 + 20 + 7 + 18 + 11 + 5 + 16
    )
    assert Outcome.objects.count() == 11
    assert Outcome.objects.get(kind="buyer_meeting").amount_won == 13_500_000


@pytest.mark.parametrize("log_in", log_ins.LOG_INS, ids=lambda log_in: log_in.kind_en)
def test_everybody_can_log_in(log_in):
    user = User.objects.get(email=log_in.email)

    assert user.is_active
    assert check_password(log_ins.PASSWORD, user.password)


def test_every_write_left_its_audit_row():
    written = {
        "complex.created": Complex.objects.count(),
        "organisation.registered": Organisation.objects.count(),
        "person.registered": Person.objects.count(),
        "group.founded": Group.objects.count(),
        "group.member_admitted": Membership.objects.count(),
        "group.office_given": Office.objects.count(),
        "outcome.reported": Outcome.objects.count(),
        "observation.recorded": Observation.objects.count(),
    }
    audited = dict(
        AuditEvent.objects.filter(action__in=written)
        .values_list("action")
        .annotate(n=Count("pk"))
        .order_by()
    )

    assert audited == written


def test_a_second_load_changes_nothing(capsys):
    before = AuditEvent.objects.count()

    call_command("load_gumi")

    assert AuditEvent.objects.count() == before
    assert "loaded already" in capsys.readouterr().out


def test_the_case_is_told_year_by_year(gumi):
    assert next(line for line in gumi if line[:4].isdigit()) == "2005: 602 members"
    assert actions.is_loaded()


def test_nothing_is_entered_before_its_source_was_there():
    real = Source.objects.filter(is_synthetic=False)
    entered = AuditEvent.objects.filter(
        action="source.entered", target__in=[f"evidence.source:{one.pk}" for one in real]
    )

    assert entered.count() == real.count() > 0
    assert min(entered.values_list("done_at", flat=True)).year == 2016


def test_the_load_itself_is_told_at_its_true_time():
    assert AuditEvent.objects.get(action="case.loaded").done_at == NOON
    assert set(AuditEvent.objects.filter(done_by=None).values_list("done_at", flat=True)) == {NOON}


def test_what_the_invented_did_before_they_were_there_has_an_invented_time():
    told = audit.lines(AuditEvent.objects.order_by("pk")[:200])

    assert {line.is_time_invented for line in told if line.who} == {True}
    assert {line.is_time_invented for line in told if line.who is None} == {False}


def test_the_bodies_that_the_paper_names_are_dated_no_more_exactly_than_it_dates_them():
    told = {
        group.name_ko: group.founded_written for group in Group.objects.filter(is_synthetic=False)
    }

    assert (told[bodies.ASSOCIATION], told[bodies.PARK]) == ("2010", "2012")
    assert (told[bodies.COMPANY], told[bodies.COOPERATIVE]) == ("2008-03-25", "2013-03")
    assert {written for ko, written in told.items() if "미니클러스터" in ko} == {"2005", "2007"}
