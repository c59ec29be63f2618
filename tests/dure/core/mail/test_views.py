from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from dure.core.mail.models import Status
from dure.core.models import Letter
from tests.factories import NOON, LetterFactory

OVERSEERS = {"programme_officer", "auditor"}


def test_letters_are_visible_to(cast):
    letter = LetterFactory()

    seen = {
        name for name, who in cast.everyone().items() if letter in Letter.objects.visible_to(who)
    }

    assert seen == OVERSEERS


@pytest.mark.parametrize("name", ["letter-list", "letter-page"])
def test_letters_are_not_found_for_others(name, client, cast):
    letter = LetterFactory()
    address = reverse(name, args=[letter.pk] if name == "letter-page" else [])
    answers = {}

    for who, user in cast.everyone().items():
        client.force_login(user)
        answers[who] = client.get(address).status_code

    assert answers == {who: 200 if who in OVERSEERS else 404 for who in cast.everyone()}


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_no_more_for_more_rows(
    count, client, cast, django_assert_num_queries
):
    LetterFactory.create_batch(count)
    client.force_login(cast.auditor)

    with django_assert_num_queries(6):  # session, account, standing; may be here; count, rows
        client.get(reverse("letter-list"))


@pytest.mark.parametrize(
    ("query", "found"),
    [({}, {"a", "b"}), ({"q": "LEE@"}, {"b"}), ({"q": "mould"}, {"a"}), ({"state": "sent"}, {"b"})],
)
def test_filters_in_the_address(query, found, client, cast):
    letters = {
        "a": LetterFactory(subject="Moulds"),
        "b": LetterFactory(to="lee@example.com", subject="x", status=Status.SENT, sent_at=NOON),
    }
    client.force_login(cast.auditor)

    page = client.get(reverse("letter-list"), query).context["page"]

    assert set(page) == {letters[name] for name in found}


def test_an_empty_list_says_what_will_stand_here(client, cast):
    client.force_login(cast.auditor)

    assertContains(client.get(reverse("letter-list")), "No letter yet")
    assertContains(client.get(reverse("letter-list"), {"q": "x"}), "Nothing matches")


def test_page_shows_what_was_written(client, cast):
    letter = LetterFactory(text="You are <invited>.", error="SMTPDataError 451", handed_over=2)
    client.force_login(cast.auditor)

    response = client.get(reverse("letter-page", args=[letter.pk]))

    assertContains(response, "You are &lt;invited&gt;.")
    assertContains(response, "SMTPDataError 451")
    assertContains(response, "2 times")


def test_page_shows_nobody_what_logs_its_reader_in(client, cast):
    letter = LetterFactory(text="https://dure/secret", is_confidential=True)
    client.force_login(cast.programme_officer)

    response = client.get(reverse("letter-page", args=[letter.pk]))

    assertNotContains(response, "secret")
    assertContains(response, "Nobody else may read it")


def test_page_of_an_erased_letter(client, cast):
    letter = LetterFactory(to="", subject="", text="", html="", erased_at=NOON)
    client.force_login(cast.auditor)

    assertContains(client.get(reverse("letter-page", args=[letter.pk])), "erased on request")
    assertContains(client.get(reverse("letter-list")), "Erased")
