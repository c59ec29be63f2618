from __future__ import annotations

import re

from dure.core.models import Letter


def token_of(letter: Letter) -> str:
    """The token in an invitation's letter; nowhere else is it to be found."""
    found = re.search(r"/account/invitation/([\w-]+)/", letter.text)
    assert found is not None
    return found[1]
