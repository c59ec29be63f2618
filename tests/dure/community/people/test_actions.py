from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from dure.accounts.models import User
from dure.community.models import Consent, Person, Post, Tag
from dure.community.people import actions
from dure.core.audit.models import AuditEvent
from dure.core.errors import RuleBroken
from dure.core.mail.models import Letter
from dure.core.search import queries as search
from tests.factories import (
    NOON,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2007, 3, 1)


def kim(**columns):
    return {
        "name_ko": "김금형",
        "email": "Kim@Example.com",
        "tags": ["사출", " 사출 ", "측정", ""],
        "by": None,
        "at": NOON,
    } | columns


def done(action):
    return AuditEvent.objects.filter(action=action).count()


def test_register_writes_the_person_their_tags_and_their_name_for_the_search():
    person = actions.register(**kim())

    assert person.email == "kim@example.com"
    assert set(person.tags.values_list("name", flat=True)) == {"사출", "측정"}
    assert search.matching(Person, "ㄱㄱㅎ").get() == person
    assert AuditEvent.objects.get().details == {}


def test_the_same_person_twice_is_one():
    assert actions.register(**kim()) == actions.register(**kim())
    assert done("person.registered") == 1


def test_namesakes_are_two_people():
    assert actions.register(**kim(email="")) != actions.register(**kim(email=""))


def test_an_account_belongs_to_one_person(cast):
    with pytest.raises(RuleBroken):
        actions.register(**kim(user=cast.member))


def test_register_at_gives_the_first_post(cast):
    person = actions.register_at(
        organisation=cast.organisation, title="대표", starts_on=DAY, **kim()
    )

    assert person.posts.get().organisation == cast.organisation
    assert (
        actions.register_at(
            organisation=None, title="", starts_on=DAY, **kim(name_ko="이무직")
        ).posts.count()
        == 0
    )


def test_edit_changes_and_records_only_what_is_other(cast):
    actions.edit(person=cast.person, telephone="010", tags=["사출"], by=cast.member, at=NOON)
    actions.edit(person=cast.person, telephone="010", tags=["사출"], by=cast.member, at=NOON)

    event = AuditEvent.objects.get(action="person.edited")
    assert event.details == {"changed": ["tags", "telephone"]}


def test_edit_knows_only_its_columns(cast):
    with pytest.raises(TypeError, match="user"):
        actions.edit(person=cast.person, user=cast.stranger, by=None, at=NOON)


def test_a_post_is_given_and_ended_once(cast):
    firm = OrganisationFactory()
    for _ in range(2):
        post = actions.give_post(
            person=cast.person, organisation=firm, title="대표", starts_on=DAY, by=None, at=NOON
        )
    for _ in range(2):
        actions.end_post(post=post, ends_on=dt.date(2008, 1, 1), by=None, at=NOON)

    assert Post.objects.filter(organisation=firm).count() == 1
    assert (done("person.post_given"), done("person.post_ended")) == (1, 1)


def test_a_second_post_there_waits_for_the_end_of_the_first(cast):
    with pytest.raises(RuleBroken, match="End that first"):
        actions.give_post(
            person=cast.person,
            organisation=cast.organisation,
            title="이사",
            starts_on=DAY,
            by=None,
            at=NOON,
        )


def test_there_is_no_post_in_what_has_closed(cast):
    firm = OrganisationFactory(closed_on=DAY)

    with pytest.raises(RuleBroken, match="has closed"):
        actions.give_post(
            person=cast.person, organisation=firm, title="", starts_on=DAY, by=None, at=NOON
        )


def test_consent_is_given_withdrawn_and_given_again(cast):
    for _ in range(2):
        actions.give_consent(person=cast.person, by=cast.member, at=NOON)
    for _ in range(2):
        actions.withdraw_consent(person=cast.person, by=cast.member, at=NOON)
    actions.give_consent(person=cast.person, by=cast.member, at=NOON)

    assert [c.withdrawn_at for c in Consent.objects.order_by("pk")] == [NOON, None]
    assert (done("person.consent_given"), done("person.consent_withdrawn")) == (2, 1)


def test_invite_makes_the_account_and_sends_one_letter(cast):
    person = PersonFactory(email="kim@example.com")

    first = actions.invite(person=person, by=cast.coordinator, at=NOON)
    again = actions.invite(person=person, by=cast.coordinator, at=NOON)

    person.refresh_from_db()
    assert (first, person.user) == (again, first.user)
    assert Letter.objects.count() == 1
    assert done("person.invited") == 1


def test_nobody_is_invited_without_an_address_or_with_an_account(cast):
    with pytest.raises(RuleBroken, match="e-mail"):
        actions.invite(person=PersonFactory(), by=None, at=NOON)
    Person.objects.filter(pk=cast.person.pk).update(email="member@example.com")
    with pytest.raises(RuleBroken, match="has an account"):
        actions.invite(person=cast.person, by=None, at=NOON)


def test_two_people_of_one_address_have_not_one_account():
    actions.invite(person=PersonFactory(email="kim@example.com"), by=None, at=NOON)

    with pytest.raises(RuleBroken, match="another person"):
        actions.invite(person=PersonFactory(email="kim@example.com"), by=None, at=NOON)


def test_an_account_that_exists_becomes_the_persons(cast):
    person = PersonFactory()
    for _ in range(2):
        actions.give_account(person=person, user=cast.stranger, by=None, at=NOON)

    assert done("person.account_given") == 1
    with pytest.raises(RuleBroken, match="has an account"):
        actions.give_account(person=person, user=UserFactory(), by=None, at=NOON)
    with pytest.raises(RuleBroken, match="another person"):
        actions.give_account(person=PersonFactory(), user=cast.member, by=None, at=NOON)


def test_whose_data_were_erased_gets_nothing_new():
    gone = PersonFactory(erased_at=NOON)

    with pytest.raises(RuleBroken, match="erased"):
        actions.give_consent(person=gone, by=None, at=NOON)


@pytest.mark.parametrize(
    ("factory", "columns"),
    [
        (PersonFactory, {"erased_at": NOON, "email": "kim@example.com"}),
        (PostFactory, {"ends_on": dt.date(2004, 1, 1)}),
    ],
)
def test_the_database_refuses(factory, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**columns)


def test_the_database_refuses_what_may_be_only_once():
    consent, post = ConsentFactory(), PostFactory()
    for make in (
        lambda: ConsentFactory(person=consent.person),
        lambda: PostFactory(person=post.person, organisation=post.organisation),
        lambda: Tag.objects.bulk_create([Tag(name="사출"), Tag(name="사출")]),
        lambda: (
            Person.objects.create(name_ko="가", user=User.objects.create(email="a@b.c")).pk
            and Person.objects.create(name_ko="나", user=User.objects.get(email="a@b.c"))
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
