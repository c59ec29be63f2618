from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from dure.community.models import Person, Post
from tests.factories import (
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db
OFFICE = {"programme_officer", "coordinator"}
READERS = OFFICE | {"auditor", "member", "chair", "representative"}
EVERYBODY = READERS | {"other_coordinator", "expert", "reviewer", "stranger"}
DATA = {"programme_officer", "member"}
PAGES = [
    ("person-list", [], EVERYBODY),
    ("person-export", [], EVERYBODY),
    ("person-options", [], EVERYBODY),
    ("person-add", [], OFFICE | {"other_coordinator"}),
    ("person-page", ["person"], READERS),
    ("person-edit", ["person"], OFFICE | {"member"}),
    ("post-add", ["person"], OFFICE),
    ("post-end", ["post"], OFFICE),
    ("person-data", ["person"], DATA),
    ("person-data-file", ["person", "json"], DATA),
    ("person-data-file", ["person", "xlsx"], DATA),
    ("person-erase", ["person"], DATA),
]
POSTED = [
    ("person-consent-give", {"member"}),
    ("person-consent-withdraw", {"member"}),
    ("person-invite", set()),
]


def address(cast, name, args):
    known = {"person": cast.person.pk, "post": Post.objects.get().pk}
    return reverse(name, args=[known.get(arg, arg) for arg in args])


@pytest.mark.parametrize(("name", "args", "who"), PAGES)
def test_who_gets_which_page(client, cast, name, args, who):
    url, got = address(cast, name, args), set()
    for person, user in cast.everyone().items():
        client.force_login(user)
        status = client.get(url).status_code
        assert status in {200, 404}
        if status == 200:
            got.add(person)

    assert got == who
    client.logout()
    assert client.get(url).status_code == 302


@pytest.mark.parametrize(("name", "who"), POSTED)
def test_who_may_post(client, cast, name, who):
    url, got = reverse(name, args=[cast.person.pk]), set()
    for person, user in cast.everyone().items():
        client.force_login(user)
        assert client.get(url).status_code in {404, 405}
        if client.post(url).status_code == 302:
            got.add(person)

    assert got == who


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(client, cast, n, django_assert_num_queries):
    for _ in range(n):
        person = PostFactory().person
        person.tags.add(TagFactory())
        ConsentFactory(person=person)
    client.force_login(cast.stranger)

    # session, account, standing; may add, tags, groups, complexes, count, rows, tags, posts
    with django_assert_num_queries(11):
        response = client.get(reverse("person-list"))

    assert len(response.context["page"]) == n


@pytest.mark.parametrize("n", [1, 3])
def test_the_record_asks_the_same_for_one_and_three(client, cast, n, django_assert_num_queries):
    for _ in range(n):
        PostFactory(person=cast.person)
    client.force_login(cast.member)

    # session, account, standing; person, tags, posts, memberships, offices, consent, six rights
    with django_assert_num_queries(15):
        client.get(reverse("person-page", args=[cast.person.pk]))


def found(client, **query):
    return {person.name_ko for person in client.get(reverse("person-list"), query).context["page"]}


def test_the_list_is_narrowed(client, cast):
    other = PersonFactory(name_ko="최전자", expertise="회로 설계")
    other.tags.add(TagFactory(name="전자"))
    PostFactory(person=other, organisation=OrganisationFactory(name_ko="한빛전자"))
    client.force_login(cast.programme_officer)

    assert found(client, q="ㅊㅈ") == found(client, q="회로") == {"최전자"}
    assert found(client, tag="전자") == found(client, organisation="한빛") == {"최전자"}
    assert found(client, group=cast.group.pk) == {"이회장", "박회원"}
    assert found(client, complex=cast.complex.pk) == {"이회장", "박회원"}


def test_a_stranger_finds_who_agreed_without_their_contacts(client, cast):
    agreed = PersonFactory(name_ko="한동의", email="han@example.com", telephone="010-1")
    ConsentFactory(person=agreed)
    client.force_login(cast.stranger)

    response = client.get(reverse("person-list"))

    assertContains(response, "한동의")
    for hidden in ("han@example.com", "010-1", "박회원"):
        assertNotContains(response, hidden)
    page = client.get(reverse("person-page", args=[agreed.pk]))
    assertContains(page, "한동의")
    assertNotContains(page, "han@example.com")


def test_the_export_tells_no_more_than_the_page(client, cast):
    agreed = PersonFactory(name_ko="한동의", email="han@example.com")
    ConsentFactory(person=agreed)
    client.force_login(cast.stranger)

    content = client.get(reverse("person-export")).getvalue()

    cells = [cell.value for row in load_workbook(BytesIO(content)).active for cell in row]
    assert "한동의" in cells
    assert "han@example.com" not in cells
    assert "박회원" not in cells


def test_options_offer_only_whom_the_reader_may_know(client, cast):
    client.force_login(cast.stranger)
    assertNotContains(client.get(reverse("person-options"), {"person": "박"}), "박회원")

    client.force_login(cast.chair)
    assertContains(client.get(reverse("person-options"), {"person": "ㅂㅎㅇ"}), "박회원")


def test_my_record_leads_to_mine_or_says_that_there_is_none(client, cast):
    client.force_login(cast.member)
    assertRedirects(
        client.get(reverse("person-own")), reverse("person-page", args=[cast.person.pk])
    )
    client.force_login(cast.stranger)
    assertContains(client.get(reverse("person-own")), "no record of you")


def test_add_a_person_with_their_post(client, cast):
    client.force_login(cast.coordinator)
    sent = {"name_ko": "최신입", "organisation": "구미금형", "title": "대리", "tags": "사출, 측정"}

    response = client.post(reverse("person-add"), sent)

    person = Person.objects.get(name_ko="최신입")
    assertRedirects(response, reverse("person-page", args=[person.pk]))
    assert person.posts.get().organisation == cast.organisation
    assert person.tags.count() == 2


def test_a_coordinator_adds_people_of_their_complex_only(client, cast):
    client.force_login(cast.other_coordinator)

    for organisation in ("", "구미금형"):
        sent = {"name_ko": "최신입", "organisation": organisation}
        assert client.post(reverse("person-add"), sent).status_code == 422


def test_a_second_person_of_one_name_has_to_be_meant(client, cast):
    client.force_login(cast.programme_officer)

    refused = client.post(reverse("person-add"), {"name_ko": "박회원"})
    assertContains(refused, "Recorded already", status_code=422)

    client.post(reverse("person-add"), {"name_ko": "박회원", "is_another": "on"})
    assert Person.objects.filter(name_ko="박회원").count() == 2


@pytest.mark.parametrize(
    ("tags", "reason"), [("가" * 41, "40 characters"), (",".join(map(str, range(21))), "20 tags")]
)
def test_tags_that_are_too_long_or_too_many(client, cast, tags, reason):
    client.force_login(cast.member)

    url = reverse("person-edit", args=[cast.person.pk])
    response = client.post(url, {"name_ko": "박회원", "tags": tags})

    assertContains(response, reason, status_code=422)


def test_edit_my_record(client, cast):
    client.force_login(cast.member)

    url = reverse("person-edit", args=[cast.person.pk])
    client.post(url, {"name_ko": "박회원", "expertise": "금형 설계", "tags": "사출"})

    cast.person.refresh_from_db()
    assert cast.person.expertise == "금형 설계"
    assert client.get(url).context["form"].initial["tags"] == "사출"


def test_give_and_end_a_post(client, cast):
    OrganisationFactory(name_ko="한빛전자")
    client.force_login(cast.programme_officer)

    url = reverse("post-add", args=[cast.person.pk])
    client.post(url, {"organisation": "한빛전자", "title": "이사", "starts_on": "2010-01-01"})
    post = Post.objects.get(title="이사")
    client.post(reverse("post-end", args=[post.pk]), {"ends_on": "2011-01-01"})

    post.refresh_from_db()
    assert post.ends_on == dt.date(2011, 1, 1)


def test_consent_and_its_withdrawal_change_what_strangers_find(client, cast):
    def stranger_finds():
        return cast.person in Person.objects.visible_to(cast.stranger)

    client.force_login(cast.member)
    client.post(reverse("person-consent-give", args=[cast.person.pk]))
    assert stranger_finds()
    client.post(reverse("person-consent-withdraw", args=[cast.person.pk]))
    assert not stranger_finds()


def test_invite(client, cast):
    person = PersonFactory(email="new@example.com")
    PostFactory(person=person, organisation=cast.organisation)
    client.force_login(cast.coordinator)

    client.post(reverse("person-invite", args=[person.pk]))

    person.refresh_from_db()
    assert person.user.email == "new@example.com"


def test_erase_of_my_own_leads_out_of_the_house(client, cast):
    client.force_login(cast.member)
    url = reverse("person-erase", args=[cast.person.pk])

    assert client.post(url, {"is_sure": ""}).status_code == 422
    assert client.post(url, {"is_sure": "on"}).url == reverse("home")

    cast.person.refresh_from_db()
    assert cast.person.erased_at is not None
    assert client.get(reverse("person-list")).status_code == 302


def test_erase_of_another_shows_what_is_left(client, cast):
    client.force_login(cast.programme_officer)

    url = reverse("person-erase", args=[cast.person.pk])
    response = client.post(url, {"is_sure": "on"}, follow=True)

    assertContains(response, f"익명 {cast.person.pk}")
    assertNotContains(response, "박회원")
