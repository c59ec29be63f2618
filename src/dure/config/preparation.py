"""What a database and a site's files need before the first page."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def require_folder() -> None:
    """Everything that Dure writes lies there. Raises ``PermissionError`` where it may not."""
    folder = Path(settings.VAR)
    folder.mkdir(parents=True, exist_ok=True)
    for path in [folder, *folder.glob("*.sqlite3*")]:
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "not to be written to", str(path))


def migrate() -> None:
    require_folder()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_industries")


def collect_static() -> None:
    """Only when one of them has changed: hashing and compressing takes seconds."""
    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    now = _static_state()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == now:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now, encoding="ascii")


def _static_state() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda item: str(item[0])):
            file = Path(storage.path(name)).stat()
            found.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return found.hexdigest()
