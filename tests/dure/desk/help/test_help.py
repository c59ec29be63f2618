from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from tests.factories import RoleFactory


@pytest.mark.parametrize(("language", "words"), [("en", "Help and words"), ("ko", "도움말과 용어")])
def test_words_are_explained_in_the_readers_language(client, cast, language, words):
    cast.stranger.language = language
    cast.stranger.save()
    client.force_login(cast.stranger)

    text = client.get(reverse("help")).content.decode()

    assert words in text
    assert "미니클러스터" in text
    assert "mini-cluster" in text


def test_who_is_not_signed_in_is_sent_to_the_log_in_page(client, db):
    assert client.get(reverse("help")).status_code == 302


@pytest.mark.parametrize(
    ("who", "can", "cannot"),
    [
        ("programme_officer", "Invite people", "Add members"),
        ("coordinator", "from a members' workbook", "Invite people"),
        ("chair", "found a group out of it", "from a members' workbook"),
        ("representative", "Keep your organisation's address", "decide whether others find you"),
        ("member", "decide whether others find you", "Add members"),
        ("auditor", "without changing any", "Invite people"),
        ("stranger", "Change your language", "decide whether others find you"),
    ],
)
def test_each_reader_is_told_what_they_can_do(client, cast, who, can, cannot):
    client.force_login(getattr(cast, who))
    text = unescape(client.get(reverse("help")).content.decode())

    assert can in text
    assert cannot not in text


def test_an_auditor_who_leads_a_group_is_not_told_to_change_it(client, cast):
    RoleFactory(user=cast.chair, kind="auditor")
    client.force_login(cast.chair)

    assert "Add members" not in client.get(reverse("help")).content.decode()


@pytest.mark.parametrize(
    "who", ["programme_officer", "coordinator", "chair", "representative", "member", "auditor"]
)
def test_what_one_can_do_leads_somewhere_and_costs_one_query(
    client, cast, who, django_assert_num_queries
):
    client.force_login(getattr(cast, who))

    with django_assert_num_queries(4):  # session, account, standing, what one is
        deeds = client.get(reverse("help")).context["deeds"]

    for deed in deeds:
        assert client.get(deed.url, follow=True).status_code == 200, deed
