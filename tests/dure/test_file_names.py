"""What is taken away is named in the language of whoever takes it."""

from __future__ import annotations

import urllib.parse

import pytest
from django.urls import reverse

from dure.core.http import to_keep
from tests.factories import ComplexFactory, ObservationFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def name(response):
    _kind, _semicolon, said = response.headers["Content-Disposition"].partition("filename")
    return urllib.parse.unquote(said.removeprefix("*=utf-8''").strip('="'))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_files_have_names_in_the_readers_language(client, language):
    user = UserFactory(language=language)
    client.force_login(RoleFactory(kind="programme_officer", user=user).user)
    ObservationFactory(complex=ComplexFactory(), year=2012, value=1)

    found = {
        name(client.get(address))
        for address in (
            reverse("statistic-export"),
            reverse("statistic-chart", args=["svg"]),
            reverse("upload-template"),
            reverse("import-template"),
        )
    }

    assert (
        found
        == {
            "en": {"Statistics.xlsx", "Firms.svg", "figures.xlsx", "Members.xlsx"},
            "ko": {"통계.xlsx", "기업 수.svg", "수치.xlsx", "회원.xlsx"},
        }[language]
    )


def test_a_name_holds_nothing_that_a_folder_refuses():
    assert to_keep('a/b: "c".png')["Content-Disposition"] == 'attachment; filename="a b c .png"'
