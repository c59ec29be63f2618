"""What nobody caught is logged with its traceback and a number that the reader is told."""

from __future__ import annotations

import logging
import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another


def new_number() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(6))


class Numbered(logging.Filter):
    """Gives every error the number that its page shows, or one of its own."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "fault"):
            number = ""
            if record.levelno >= logging.ERROR:
                number = getattr(getattr(record, "request", None), "fault", "") or new_number()
            record.fault = f"[{number}] " if number else ""
        return True
