from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.core.search import hangul

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("㈜ 한국 Mold", "(주)한국mold"),
        ("\uff21\uff22\uff23", "abc"),
        ("금\u200b형", "금형"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_normal_form(text, expected):
    assert hangul.normal(text) == expected


@pytest.mark.parametrize(("typed", "meant"), [("ㄳ", "ㄱㅅ"), ("ㅀ", "ㄹㅎ"), ("ㅄ", "ㅂㅅ")])
def test_two_consonants_that_the_keyboard_made_one_are_two(typed, meant):
    assert hangul.normal(typed) == hangul.normal(meant)


@given(NAMES)
def test_initials_are_as_long_as_the_text(text):
    wanted = hangul.normal(text)

    assert len(hangul.initials(wanted)) == len(wanted)


@given(NAMES)
def test_initials_of_initials_are_themselves(text):
    once = hangul.initials(hangul.normal(text))

    assert hangul.initials(once) == once


@given(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3))
def test_syllable_lies_among_those_of_its_initial(syllable):
    first, last = hangul.syllables_of(hangul.initials(syllable))

    assert first <= syllable <= last


@given(NAMES, st.data())
def test_every_part_of_a_text_has_a_gram_in_its_range(text, data):
    wanted = hangul.normal(text)
    if not wanted:
        return
    start = data.draw(st.integers(0, len(wanted) - 1))
    part = wanted[start : start + data.draw(st.integers(1, 3))]
    low, high = hangul.gram_range(part)

    assert any(low <= gram <= high for gram in hangul.grams(wanted))


def test_grams_fit_the_column():
    assert max(hangul.grams("\U0010fffd" * 3)) < 2**63
