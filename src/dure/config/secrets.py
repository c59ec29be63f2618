"""A secret that this machine made for itself."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_in(path: Path) -> str:
    """The secret in the file; made on the first call, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(new())
    return path.read_text(encoding="ascii")


def new() -> str:
    return secrets.token_urlsafe(50)
