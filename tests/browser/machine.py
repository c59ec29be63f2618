"""How a browser is started here."""

from __future__ import annotations

import shutil

from dure.config import machine

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
]
HEIGHTS = {390: 844, 1280: 860}


def executable() -> str | None:
    """The machine's own browser; without one, that of playwright."""
    return next((path for name in machine.BROWSERS if (path := shutil.which(name))), None)
