from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def said(*arguments):
    out = StringIO()
    call_command("reproduce", *arguments, stdout=out)
    return out.getvalue()


def test_json_is_a_list_of_figures(case):
    figures = json.loads(said("--format", "json"))

    assert [
        f
        for f in figures
        if (f["table"], f["row"], f["column"]) == ("table 8", "2012", "all_members")
    ] == [
        {
            "table": "table 8",
            "row": "2012",
            "column": "all_members",
            "published": 399,
            "computed": 399,
            "agrees": True,
            "basis": "records",
            "note": "",
        }
    ]
    assert {f["basis"] for f in figures} == {"records", "counts", "shares only"}
    assert [*dict.fromkeys(f["table"] for f in figures)] == [
        *(f"table {n}" for n in range(3, 9)),
        "figure 2",
        "text",
    ]


def test_shares_stay_decimal_in_json(case):
    (share,) = [
        f
        for f in json.loads(said("--format", "json", "--table", "table 8"))
        if (f["row"], f["column"]) == ("2007", "mould_share_pct")
    ]

    assert (share["published"], type(share["published"])) == (20.0, float)


def test_text_shows_one_table_and_the_sum(case):
    text = said("--table", "table 7")

    assert "Table 7. Mould working groups, 2007" in text
    assert "Table 8" not in text
    assert "133 figures agree, 11 do not, 65 cannot be compared." in text


def test_text_shows_years_as_years(case):
    assert "2,005" not in said("--table", "table 8")


def test_without_the_case_it_says_what_to_do():
    with pytest.raises(CommandError, match="load_gumi"):
        said()


def test_in_korean_the_whole_text_is_korean(case):
    text = said("--language", "ko")

    lines = [line for line in text.splitlines() if line[:4].strip() in {"=", "~", "x", "-"}]
    assert len(lines) > 200
    assert [line for line in lines if re.search(r"[a-z_]{4,}", line)] == []
    assert "표 7" in text


def test_json_keeps_its_keys_and_names_in_every_language(case):
    english, korean = (json.loads(said("--format", "json", "--language", x)) for x in ("en", "ko"))
    kept = ("table", "row", "column", "published", "computed", "basis")

    assert [{key: one[key] for key in kept} for one in english] == [
        {key: one[key] for key in kept} for one in korean
    ]


@pytest.mark.parametrize(("language", "sentence"), [("en", "recorded outcome"), ("ko", "성과")])
def test_text_says_what_each_basis_is(case, language, sentence):
    assert sentence in said("--language", language).splitlines()[-3]
