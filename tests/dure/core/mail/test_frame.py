from __future__ import annotations

import pytest
from django.core.mail import EmailMessage

from dure.core.mail import actions, frame
from dure.core.mail.backends import FileBackend
from tests.factories import NOON

HERE = "core/letters/test"


@pytest.fixture
def templates(settings):
    settings.SITE_URL = "https://dure.example.org"

    def use(**texts):
        loaders = [
            ("django.template.loaders.locmem.Loader", {f"{HERE}.{k}": v for k, v in texts.items()}),
            "django.template.loaders.app_directories.Loader",
        ]
        settings.TEMPLATES = [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": loaders},
            }
        ]

    return use


def test_the_first_line_is_the_subject(templates):
    templates(txt="Hello {{ name }}\n\nIt's <time> & tide.\n")

    subject, text, html = frame.render(HERE, {"name": "O'Kim"}, language="en")

    assert subject == "Hello O'Kim"
    assert text.startswith("It's <time> & tide.\n\n-- \nDure\nhttps://dure.example.org\n")
    assert "<p>It&#x27;s &lt;time&gt; &amp; tide.</p>" in html
    assert '<html lang="en">' in html


def test_an_own_html_fills_the_frame(templates):
    templates(
        txt="Subject\n\nText",
        html="{% extends 'core/letters/frame.html' %}{% block content %}<b>{{ x }}</b>{% endblock %}",
    )

    html = frame.render(HERE, {"x": "<"}, language="ko")[2]

    assert "<b>&lt;</b>" in html
    assert '<html lang="ko">' in html


@pytest.mark.django_db
def test_a_letter_from_a_template(templates):
    templates(txt="{% load i18n %}{% get_current_language as now %}In {{ now }}\n\nText")

    letter = actions.post_from(HERE, {}, key="k", to="a@example.com", language="ko", at=NOON)

    assert (letter.subject, letter.language) == ("In ko", "ko")


def test_a_letter_sent_twice_is_one_file_that_can_be_read(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    letter = EmailMessage(
        "포럼 안내",
        "안녕하세요.",
        to=["kim@example.com"],
        headers={"Message-ID": "<ab12@localhost>"},
    )

    assert [FileBackend().send_messages([letter]) for _ in range(2)] == [1, 1]

    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "ab12.eml"
    assert "Subject: 포럼 안내" in file.read_text()
    assert "안녕하세요." in file.read_text()
