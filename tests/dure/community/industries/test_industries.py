from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from dure.community.industries import actions, queries
from dure.community.models import Industry
from dure.core.audit.models import AuditEvent
from dure.core.search import actions as search
from tests.factories import NOON, IndustryFactory, SectionFactory

pytestmark = pytest.mark.django_db

# Lines at each level, as Statistics Korea counts them in its tables of the classification.
OFFICIAL = {9: [21, 76, 228, 487, 1145], 10: [21, 77, 232, 495, 1196]}


@pytest.fixture
def moulds(db):
    return IndustryFactory(code="29294", name_ko="주형 및 금형 제조업", name_en="Making moulds")


@pytest.fixture
def presses(db):
    return IndustryFactory(
        code="25913", name_ko="자동차용 금속 압형제품 제조업", name_en="Making moulds for presses"
    )


def test_load_brings_both_revisions_whole():
    assert actions.load(by=None, at=NOON) == 3978

    levels = Counter(Industry.objects.values_list("revision", "level"))
    assert levels == {
        (revision, level): n for revision, ns in OFFICIAL.items() for level, n in enumerate(ns, 1)
    }
    mould = Industry.objects.get(revision=10, code="29294")
    assert [line.code for line in queries.path_to(mould)] == ["C", "29", "292", "2929", "29294"]
    assert (mould.section, mould.name_ko) == ("C", "주형 및 금형 제조업")
    told = AuditEvent.objects.filter(action="industry.loaded").order_by("pk")
    assert [event.details for event in told] == [
        {"revision": 9, "rows": 1957},
        {"revision": 10, "rows": 2021},
    ]
    assert mould in queries.found("ㅈㅎ및ㄱ")
    assert mould in queries.found("moulds and")
    assert actions.load(by=None, at=NOON) == 0
    assert AuditEvent.objects.filter(action__startswith="industry.").count() == 2


def test_load_again_names_in_english_what_has_another_name_or_none():
    actions.load(by=None, at=NOON)
    Industry.objects.filter(code="29294").update(name_en="")
    Industry.objects.filter(code="C", revision=10).update(name_en="Making things")
    search.index(*Industry.objects.filter(code__in=["29294", "C"]))

    assert actions.load(by=None, at=NOON) == 0

    mould = Industry.objects.get(revision=9, code="29294")
    assert mould.name_en == "Manufacture of moulds and dies"
    assert Industry.objects.get(revision=10, code="C").name_en == "Manufacturing"
    assert mould in queries.found("dies", revision=9)
    assert not queries.found("making things")
    told = AuditEvent.objects.filter(action="industry.named").order_by("pk")
    assert [event.details for event in told] == [
        {"revision": 9, "rows": 1},
        {"revision": 10, "rows": 2},
    ]
    assert actions.load(by=None, at=NOON) == 0
    assert told.count() == 2


def test_every_line_has_an_english_name_that_fits_and_is_english():
    longest = Industry._meta.get_field("name_en").max_length
    for line in actions._lines():
        assert re.fullmatch(r"[A-Z][A-Za-z0-9 ,;.()'&-]+", line.name_en), line
        assert len(line.name_en) <= longest


def test_names_that_differ_in_korean_differ_in_english():
    """Within one level of one revision; what differs in spaces alone is the same name."""
    names = defaultdict(set)
    for line in actions._lines():
        names[line.revision, len(line.code), line.name_en].add(line.name_ko.replace(" ", ""))
    assert [names for names in names.values() if len(names) > 1] == []


def test_no_english_name_is_left_of_a_line_that_is_gone():
    named = [row["name_ko"] for row in actions._rows("ksic_en.csv")]
    assert named == list(dict.fromkeys(line.name_ko for line in actions._lines()))


def test_every_line_stands_under_the_line_its_code_begins_with():
    for line in actions._lines():
        assert len(line.code) < 3 or line.code.startswith(line.parent)
        assert (line.parent == "") == (len(line.code) == 1)


def test_command_says_what_it_did_once(capsys):
    call_command("load_industries")
    call_command("load_industries")

    assert capsys.readouterr().out == "3978 lines of the industrial classification loaded.\n"


def test_line_without_a_line_above_is_refused():
    with pytest.raises(IntegrityError):
        IndustryFactory(parent=None)


def test_code_stands_once_in_a_revision(moulds):
    with pytest.raises(IntegrityError):
        IndustryFactory(code="29294")


@pytest.mark.parametrize("text", ["29294", "292", "금형", "ㄱㅎ", "주형및금형"])
def test_found_by_code_or_name(text, moulds, presses):
    assert list(queries.found(text)) == [moulds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29294", ["29294"]),
        ("29294 whatever is written after it", ["29294"]),
        ("금형", ["29294"]),
        ("ㅇㅎㅈ", ["25913"]),
        ("제조업", ["25913", "29294"]),
        ("press", ["25913"]),
        ("making moulds", ["29294"]),
        ("nothing", []),
    ],
)
def test_leaves_meant(text, expected, moulds, presses):
    assert sorted(line.code for line in queries.leaves_meant(text)) == expected


def test_tree_shows_the_sections(client, cast, moulds):
    client.force_login(cast.stranger)

    response = client.get(reverse("industry-list"))

    assertContains(response, reverse("industry-page", args=[10, "C"]))
    assertNotContains(response, "29294</span>")


@pytest.mark.parametrize("count", [1, 3])
def test_branch_asks_no_more_for_more_lines(count, client, cast, django_assert_num_queries):
    section = SectionFactory()
    IndustryFactory.create_batch(count)
    client.force_login(cast.stranger)

    with django_assert_num_queries(7):  # session, user, standing; line, path, below, below those
        client.get(reverse("industry-page", args=[10, section.code]))


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Making moulds"), ("ko", "주형 및 금형 제조업")]
)
def test_line_is_named_by_language_and_says_whose_english_it_is(
    language, name, client, cast, moulds
):
    cast.stranger.language = language
    cast.stranger.save()
    client.force_login(cast.stranger)

    response = client.get(reverse("industry-page", args=[10, "29294"]))

    assertContains(response, f"<h1>29294 {name}", html=False)
    assertContains(response, "ISIC")
    assertContains(client.get(reverse("industry-options"), {"industry": "ㄱㅎ"}), f"29294 {name}")


def test_line_of_five_digits_says_so(client, cast, moulds):
    client.force_login(cast.stranger)

    assertContains(client.get(reverse("industry-page", args=[10, "29294"])), "five digits")


@pytest.mark.parametrize(("text", "shown"), [("ㄱㅎ", "29294"), ("nothing", "No such industry")])
def test_search_shows_what_it_finds(text, shown, client, cast, moulds):
    client.force_login(cast.stranger)

    assertContains(client.get(reverse("industry-revision", args=[10]), {"q": text}), shown)


@pytest.mark.parametrize(
    ("text", "expected"), [("금형", b"29294"), ("", b""), ("\0", b""), ("a" * 500, b"")]
)
def test_options_while_typing(text, expected, client, cast, moulds):
    client.force_login(cast.stranger)

    response = client.get(reverse("industry-options"), {"industry": text})

    assert expected in response.content
    assert bool(response.content.strip()) == bool(expected)


@pytest.mark.parametrize(
    ("name", "args"),
    [("industry-revision", [8]), ("industry-page", [10, "99999"]), ("industry-page", [8, "C"])],
)
def test_what_is_not_there_is_not_found(name, args, client, cast):
    client.force_login(cast.stranger)

    assert client.get(reverse(name, args=args)).status_code == 404


def test_log_in_first(client):
    assert client.get(reverse("industry-list")).status_code == 302
