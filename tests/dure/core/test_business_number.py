from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.core import business_number

# As their owners print them under their pages.
PUBLISHED = ["124-81-00998", "220-81-62517", "120-81-47521"]


def second_opinion(first_nine: str) -> str:
    """The rule as the tax office words it: the ninth product gives its two digits apart."""
    *eight, ninth = [int(digit) for digit in first_nine]
    total = sum(digit * weight for digit, weight in zip(eight, (1, 3, 7) * 3, strict=False))
    tens, units = divmod(ninth * 5, 10)
    return str((10 - (total + tens + units + (ninth * 5 - units)) % 10) % 10)


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_numbers_are_valid(number):
    assert business_number.written(business_number.parse(number)) == number


@given(st.text("0123456789", min_size=9, max_size=9))
def test_check_digit_agrees_with_the_rule_worded_otherwise(first_nine):
    assert business_number.check_digit(first_nine) == second_opinion(first_nine)


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 9), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed_where_the_weight_allows(first_nine, position, by):
    right = first_nine + business_number.check_digit(first_nine)
    wrong = f"{right[:position]}{(int(right[position]) + by) % 10}{right[position + 1 :]}"
    if position != 8:  # the ninth counts by five and its tens, so some pairs of it agree
        with pytest.raises(ValueError, match="mistyped"):
            business_number.parse(wrong)


@pytest.mark.parametrize(
    "typed",
    [
        "1248100998",
        " 124 81 00998 ",
        "124-81-00998",
        "\uff11\uff12\uff14-\uff18\uff11-\uff10\uff10\uff19\uff19\uff18",
        "124\u201381\u201300998",
    ],
)
def test_hyphens_spaces_and_wide_digits_are_read(typed):
    assert business_number.parse(typed) == "1248100998"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "digits and hyphens only"),
        ("124-81-0099A", "digits and hyphens only"),
        ("١٢٤٨١٠٠٩٩٨", "digits and hyphens only"),
        ("124-81-0099", "this has 9"),
        ("124-81-00997", "mistyped"),
    ],
)
def test_what_is_wrong_is_said(typed, complaint):
    with pytest.raises(ValueError, match=complaint):
        business_number.parse(typed)
