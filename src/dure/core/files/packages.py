"""Files that are ZIP archives inside: OOXML, OpenDocument, HWPX. Looked into, never unpacked."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from dure.core.errors import RuleBroken

from .kinds import DOCX, HWPX, ODS, ODT, PPTX, XLSX, Kind

MOST_PARTS = 10_000
MOST_RATIO = 300  # a sheet of equal numbers packs 1 : 100
TYPES = "[Content_Types].xml"
PROLOGUE = 2048
LONGEST_LIST = 1024**2  # of the parts, by their types
OOXML = {b"%s.main+xml" % k.content_type.encode(): k for k in (XLSX, DOCX, PPTX)}
BY_MIMETYPE = {k.content_type: k for k in (HWPX, ODS, ODT)}
ACTIVE = ("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs")
ACTIVE_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/python/")


def inspect(content: IO[bytes]) -> Kind:
    try:
        with zipfile.ZipFile(content) as package:
            _refuse_bomb(package)
            _refuse_macros(package)
            _refuse_entities(package)
            return _kind(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RuleBroken(
            _("This file cannot be opened: it is broken or protected with a password.")
        ) from error


def _refuse_bomb(package: zipfile.ZipFile) -> None:
    """The sizes are those declared; reading stops there, whatever the stream would give."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if (
        len(parts) > MOST_PARTS
        or unpacked > settings.UPLOAD_UNPACKED_BYTES
        or (unpacked > settings.UPLOAD_BYTES and unpacked / packed > MOST_RATIO)
    ):
        raise RuleBroken(_("This file would grow far too large when it is opened."))


def _refuse_macros(package: zipfile.ZipFile) -> None:
    names = [name.lower() for name in package.namelist()]
    if any(name.endswith(ACTIVE) or name.startswith(ACTIVE_FOLDERS) for name in names):
        raise RuleBroken(_("This file holds macros or a program. Save it without them."))


def _refuse_entities(package: zipfile.ZipFile) -> None:
    """No office program writes a DOCTYPE into its parts; what does so is made to do harm."""
    for part in package.infolist():
        if part.filename.lower().endswith((".xml", ".rels")):
            with package.open(part) as stream:
                if b"<!DOCTYPE" in stream.read(PROLOGUE).replace(b"\0", b""):
                    raise RuleBroken(_("This file is not as its program would write it."))


def _kind(package: zipfile.ZipFile) -> Kind:
    names = package.namelist()
    if TYPES in names:
        declared = _beginning(package, TYPES)
        if b"macroEnabled" in declared:
            raise RuleBroken(_("This file holds macros or a program. Save it without them."))
        found = next((kind for text, kind in OOXML.items() if text in declared), None)
    else:
        said = _beginning(package, "mimetype") if "mimetype" in names else b""
        found = BY_MIMETYPE.get(said.decode("ascii", "replace").strip())
    if found is None:
        raise RuleBroken(_("This is an archive. Unpack it and send the document in it."))
    return found


def _beginning(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(LONGEST_LIST)
