from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from dure.desk.find.queries import LONGEST, found
from tests.factories import ConsentFactory, IndustryFactory, OrganisationFactory

ADDRESS = reverse("find")


def names(text, user, most=5):
    return {
        part.kind: [row.name_ko for row in part.rows]
        for part in found(text=text, user=user, most=most)
    }


def test_every_table_is_searched_and_the_nearest_name_comes_first(cast):
    OrganisationFactory(name_ko="한국구미")

    assert names("구미", cast.stranger) == {
        "complex": ["구미산업단지"],
        "organisation": ["구미금형", "한국구미"],
    }


def test_initial_consonants_find_too(cast):
    assert names("ㄱㅎ", cast.stranger)["group"] == ["금형 미니클러스터"]


@pytest.mark.parametrize(("text", "language"), [("ㅈㅎ", "ko"), ("of moulds", "en")])
def test_an_industry_is_found_by_either_name_and_named_by_language(client, cast, text, language):
    mould = IndustryFactory(code="29294", name_ko="주형 제조업", name_en="Manufacture of moulds")
    IndustryFactory(code="29294", revision=9, name_ko=mould.name_ko, name_en=mould.name_en)
    cast.stranger.language = language
    cast.stranger.save()
    client.force_login(cast.stranger)

    assert names(text, cast.stranger) == {"industry": [mould.name_ko]}
    response = client.get(ADDRESS, {"q": text})
    assertContains(response, reverse("industry-page", args=[10, "29294"]))
    assertContains(response, mould.name_en if language == "en" else mould.name_ko)


def test_a_person_is_found_by_strangers_only_with_their_consent(cast):
    assert names("박회원", cast.stranger) == {}
    ConsentFactory(person=cast.person)
    assert names("박회원", cast.stranger) == {"person": ["박회원"]}


def test_nothing_is_looked_for_without_a_word(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found(text="  ", user=cast.stranger, most=5) == []


def test_a_long_text_is_cut(cast):
    assert found(text="구" * (LONGEST + 1), user=cast.stranger, most=5) == []


def test_more_than_is_shown_is_said(cast):
    OrganisationFactory(name_ko="구미둘")

    (part,) = [
        p for p in found(text="구미", user=cast.stranger, most=1) if p.kind == "organisation"
    ]

    assert (len(part.rows), part.has_more) == (1, True)


@pytest.mark.parametrize("n_more", [0, 2])
def test_the_page_costs_the_same_for_one_and_for_three(
    client, cast, django_assert_num_queries, n_more
):
    for n in range(n_more):
        OrganisationFactory(name_ko=f"구미기업{n}")
    client.force_login(cast.stranger)

    # session, account, standing; then complexes, groups, organisations, people, industries, each
    # with its rarest run
    with django_assert_num_queries(3 + 2 * 5):
        response = client.get(ADDRESS, {"q": "구미"})

    assert response.status_code == 200
    assert reverse("organisation-page", args=[cast.organisation.pk]) in response.content.decode()


def test_while_one_types_only_what_was_found_comes_back(client, cast):
    client.force_login(cast.stranger)

    response = client.get(ADDRESS, {"q": "구미금"}, headers={"HX-Request": "true"})

    assert "<html" not in response.content.decode()
    assert "구미금형" in response.content.decode()


@pytest.mark.parametrize("text", ["", "\x00", "%", "'\"<script>", "없는이름"])
def test_any_text_is_answered(client, cast, text):
    client.force_login(cast.stranger)

    response = client.get(ADDRESS, {"q": text})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace('<script src="', "")


def test_who_is_not_signed_in_is_sent_to_the_log_in_page(client, db):
    assert client.get(ADDRESS).status_code == 302
