from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from dure.core.files import actions, contents, kinds
from dure.core.files.fields import UploadField
from dure.core.files.http import respond
from tests.factories import NOON

from . import make
from .make import upload


@pytest.fixture
def answer(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    opened = []

    def give(name, content, **options):
        file = actions.store(upload=upload(name, content), by=None, at=NOON, allowed=kinds.EVERY)
        opened.append(respond(file, **options))
        return opened[-1]

    yield give
    for response in opened:
        response.close()


def test_a_file_is_a_download_that_no_browser_guesses_about(answer):
    response = answer("보고서.pdf", make.PDF)

    assert b"".join(response.streaming_content) == make.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(make.PDF))
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%EB%B3%B4%EA%B3%A0%EC%84%9C.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "content", "inline", "shown"),
    [
        ("a.png", make.PNG, True, True),
        ("a.svg", make.SVG, True, True),
        ("a.png", make.PNG, False, False),
        ("a.pdf", make.PDF, True, False),
        ("a.txt", b"plain", True, False),
    ],
)
def test_only_pictures_are_shown_in_place(name, content, inline, shown, answer):
    assert answer(name, content, inline=inline)["Content-Disposition"].startswith(
        "inline" if shown else "attachment"
    )


class Sheet(forms.Form):
    sheet = UploadField(allowed=contents.WORKBOOKS, required=False)


def test_the_field_gives_an_upload_that_can_be_stored():
    form = Sheet(files={"sheet": upload("a.xlsx", make.workbook())})

    assert form.is_valid()
    assert form.cleaned_data["sheet"].read(2) == b"PK"


def test_the_field_says_what_is_wrong_in_the_reader_s_language():
    with translation.override("en"):
        form = Sheet(files={"sheet": upload("a.xlsx", b"MZ")})

        assert form.errors == {
            "sheet": ["This is a program, not a document. Programs are not taken."]
        }


def test_the_field_may_be_left_empty():
    assert Sheet(files={}).is_valid()


def test_the_field_tells_the_browser_what_to_offer():
    assert 'accept=".xlsx,.csv"' in str(Sheet()["sheet"])
