"""The errors that were logged, found again by their numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone

LINE = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ (?:ERROR|CRITICAL) .*?\[([2-9A-Z]{6})\]")


def logged_since(folder: Path, since: dt.datetime) -> Iterator[tuple[Path, str, str]]:
    """The errors in the logs of that folder: where, when, which number."""
    earliest = timezone.localtime(since).strftime("%Y-%m-%d %H:%M:%S")
    for log in sorted(folder.glob("*.log")):
        with log.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if (found := LINE.match(line)) and found[1] >= earliest:
                    yield log, found[1], found[2]
