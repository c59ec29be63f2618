"""The tones of charts: names of the page's own colours, and plain ones for what leaves the page."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import Series

ON_THE_PAGE = {
    "own": "var(--own)",
    "office": "var(--office)",
    "data": "var(--data)",
    "warn": "var(--warn)",
    "c5": "light-dark(oklch(0.52 0.13 320), oklch(0.76 0.11 320))",
    "c6": "light-dark(oklch(0.52 0.10 210), oklch(0.76 0.10 210))",
    "k1": "light-dark(oklch(0.40 0.045 235), oklch(0.80 0.045 235))",
    "k2": "light-dark(oklch(0.54 0.045 235), oklch(0.67 0.045 235))",
    "k3": "light-dark(oklch(0.67 0.045 235), oklch(0.55 0.045 235))",
    "k4": "light-dark(oklch(0.79 0.045 235), oklch(0.44 0.045 235))",
    "k5": "light-dark(oklch(0.88 0.045 235), oklch(0.36 0.045 235))",
    "ink": "var(--ink)",
    "ink-2": "var(--ink-2)",
    "line": "var(--line)",
    "surface": "var(--surface)",
}
IN_A_FILE = {
    "own": "#0b7a52",
    "office": "#8a92a6",
    "data": "#4f6879",
    "warn": "#95580a",
    "c5": "#8a4b9b",
    "c6": "#0d7a8c",
    "k1": "#314b58",
    "k2": "#55707e",
    "k3": "#7c96a5",
    "k4": "#a3bccb",
    "k5": "#c2d8e5",
    "ink": "#181c26",
    "ink-2": "#525866",
    "line": "#dedfe2",
    "surface": "#ffffff",
}
IN_TURN = ("data", "c5", "c6", "office", "warn", "own")
CLASSES = {"data": "c1", "own": "c2", "office": "c3", "warn": "c4", "c5": "c5", "c6": "c6"}


KINDS = ("k1", "k2", "k3", "k4", "k5")  # parts of a whole, none of which means anything by colour
CLASSES |= {tone: tone for tone in KINDS}


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
