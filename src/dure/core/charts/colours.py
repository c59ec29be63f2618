"""The tones of charts: names of the page's own colours, and plain ones for what leaves the page."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import Series

ON_THE_PAGE = {
    "own": "var(--own)",
    "office": "var(--office)",
    "accent": "var(--accent)",
    "warn": "var(--warn)",
    "c5": "light-dark(oklch(0.52 0.13 320), oklch(0.76 0.11 320))",
    "c6": "light-dark(oklch(0.52 0.10 210), oklch(0.76 0.10 210))",
    "ink": "var(--ink)",
    "ink-2": "var(--ink-2)",
    "line": "var(--line)",
    "surface": "var(--surface)",
}
IN_A_FILE = {
    "own": "#0b7a52",
    "office": "#8a92a6",
    "accent": "#2f4d9e",
    "warn": "#95580a",
    "c5": "#8a4b9b",
    "c6": "#0d7a8c",
    "ink": "#181c26",
    "ink-2": "#525866",
    "line": "#dedfe2",
    "surface": "#ffffff",
}
IN_TURN = ("accent", "own", "office", "warn", "c5", "c6")
CLASSES = {"accent": "c1", "own": "c2", "office": "c3", "warn": "c4", "c5": "c5", "c6": "c6"}


def tones(series: Sequence[Series]) -> list[str]:
    """The tone of each series: its own, else the next that nobody has chosen."""
    chosen = {one.tone for one in series}
    free = [tone for tone in IN_TURN if tone not in chosen] or list(IN_TURN)
    found, taken = [], 0
    for one in series:
        if one.tone:
            found.append(one.tone)
        else:
            found.append(free[taken % len(free)])
            taken += 1
    return found
