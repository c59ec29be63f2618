"""What the machine has that Python's packages cannot bring, and the command that installs it."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PANGO = ("gobject-2.0", "pango-1.0", "harfbuzz", "fontconfig", "pangoft2-1.0")
POSTGRESQL_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/*/bin")


@dataclass(frozen=True)
class Part:
    name: str
    use: str
    packages: dict[str, str] = field(default_factory=dict)  # package manager → its arguments
    command: str = ""  # where no package manager is asked

    @property
    def install(self) -> str:
        """The command that installs it here."""
        if self.command:
            return self.command
        manager = next((m for m in self.packages if shutil.which(m)), "apt-get")
        before = "" if manager == "brew" or os.geteuid() == 0 else "sudo "
        return f"{before}{manager} install {self.packages[manager]}"


BROWSER = Part(
    "a Chromium browser",
    "tests in a browser, the pictures of the README",
    {"apt-get": "-y chromium", "dnf": "-y chromium", "brew": "--cask chromium"},
)
LIBPANGO = Part(
    "libpango",
    "PDF files",
    {
        "apt-get": "-y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "dnf": "-y pango",
        "brew": "pango",
    },
)
POSTGRESQL = Part(
    "PostgreSQL's server",
    "the tests on PostgreSQL",
    {"apt-get": "-y postgresql", "dnf": "-y postgresql-server", "brew": "postgresql@16"},
)
TYPE_FACE = Part(
    "the type face Pretendard", "the look of pages and PDF files", command="make setup"
)


def has_browser() -> bool:
    return any(shutil.which(name) for name in BROWSERS)


def has_libpango() -> bool:
    return all(_loads(name) for name in PANGO)


def _loads(name: str) -> bool:
    """As WeasyPrint does it: by the library's file name, which needs no compiler here."""
    for file in (ctypes.util.find_library(name), f"lib{name}.so.0", f"lib{name}.so.1"):
        try:
            if file:
                ctypes.CDLL(file)
                return True
        except OSError:
            continue
    return False


def has_type_face() -> bool:
    return Path(settings.TYPE_FACE).is_dir()


def postgresql_binaries(places: Iterable[str] = POSTGRESQL_PLACES) -> Path | None:
    """The folder of ``initdb``: the one on the path, else the newest where systems keep them."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [
        folder
        for place in places
        for folder in Path("/").glob(place.lstrip("/"))
        if (folder / "initdb").exists()
    ]
    return max(found, key=_version, default=None)


def _version(folder: Path) -> float:
    digits = "".join(c for c in folder.parent.name if c.isdigit() or c == ".")
    return float(digits) if digits.replace(".", "", 1).isdigit() else 0.0


def has_postgresql() -> bool:
    return postgresql_binaries() is not None
