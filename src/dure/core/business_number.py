"""The Korean business registration number (사업자등록번호): ten digits, the last one a check.

>>> parse("124-81-00998")
'1248100998'
>>> written("1248100998")
'124-81-00998'
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
DIGITS = 10


def parse(text: str) -> str:
    """Ten digits, however they were written; ``ValueError`` says what is wrong with them."""
    digits = re.sub(r"[\s\-\u2010-\u2015\u2212.]", "", unicodedata.normalize("NFKC", text))
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(_("A business registration number has digits and hyphens only."))
    if len(digits) != DIGITS:
        raise ValueError(
            _("A business registration number has ten digits, as in 123-45-67891; this has %(n)d.")
            % {"n": len(digits)}
        )
    if digits[-1] != check_digit(digits[:-1]):
        raise ValueError(
            _("The last digit does not fit the others: one digit is mistyped. Compare it again.")
        )
    return digits


def check_digit(first_nine: str) -> str:
    """What the tenth digit must be; the ninth counts a second time with the tens of its product."""
    digits = [int(digit) for digit in first_nine]
    total = sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    total += digits[-1] * WEIGHTS[-1] // 10
    return str(-total % 10)


def written(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
