from __future__ import annotations

import pytest
from django.urls import reverse


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
