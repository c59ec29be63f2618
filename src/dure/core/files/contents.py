"""What a file is, found from its content. Its name only has to agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

import puremagic
from django.conf import settings
from django.core.files.base import File as Upload
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from dure.core.errors import RuleBroken

from . import packages, texts
from .kinds import (
    CSV,
    DOCUMENTS,
    HWP,
    JPEG,
    PDF,
    PICTURES,
    PNG,
    SVG,
    TEXT,
    WEBP,
    WORKBOOKS,
    Kind,
)

__all__ = ["DOCUMENTS", "PICTURES", "WORKBOOKS", "Kind", "clean_name", "inspect"]

HEAD = 8192
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HWP_STREAM = "FileHeader".encode("utf-16-le")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
BY_MAGIC = (PDF, PNG, JPEG, WEBP)
PHOTOGRAPHS = (PNG, JPEG, WEBP)
LONGEST_NAME = 150


def inspect(upload: Upload[bytes], *, name: str, allowed: Collection[Kind]) -> Kind:
    """The kind of an upload. ``RuleBroken`` says, to the person who sent it, what is wrong."""
    size = upload.size or 0
    if not size:
        raise RuleBroken(_("This file is empty. Save it anew in its program and send that."))
    if size > settings.UPLOAD_BYTES:
        raise RuleBroken(
            _("This file has %(size)s; the most that is taken is %(limit)s.")
            % {"size": filesizeformat(size), "limit": filesizeformat(settings.UPLOAD_BYTES)}
        )
    kind = _found(upload, name)
    if kind not in allowed:
        raise RuleBroken(
            _("This is a file of the kind %(kind)s. Send one of these: %(allowed)s.")
            % {"kind": kind.label, "allowed": named(allowed)}
        )
    if not name.lower().endswith(kind.suffixes):
        raise RuleBroken(
            _("The content is %(kind)s, but the name does not end in %(suffix)s.")
            % {"kind": kind.label, "suffix": kind.suffixes[0]}
        )
    return kind


def named(kinds: Collection[Kind]) -> str:
    return ", ".join(str(kind.label) for kind in kinds)


def clean_name(name: str) -> str:
    """A name that is safe to show and to offer, in composed Hangul, with its ending kept."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    shown = re.sub(r'[<>:"|?*]', "_", " ".join(shown.split())).strip(". ")
    path = PurePosixPath(shown or _("file"))
    return path.stem[: LONGEST_NAME - len(path.suffix[:20])] + path.suffix[:20]


def _found(upload: Upload[bytes], name: str) -> Kind:
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    if head.startswith(PROGRAMS):
        raise RuleBroken(_("This is a program, not a document. Programs are not taken."))
    if head.startswith(ZIP):
        return packages.inspect(upload)
    if head.startswith(OLE):
        return _ole(upload)
    kind = _by_magic(head)
    if kind in PHOTOGRAPHS:
        _refuse_broken(upload)
    return kind or _text(upload, name)


def _refuse_broken(upload: Upload[bytes]) -> None:
    """The first bytes of a picture prove little: it must be one to its end."""
    upload.seek(0)
    try:
        with Image.open(upload) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RuleBroken(_("This picture is broken. Save it anew and send that.")) from error
    finally:
        upload.seek(0)


def _ole(upload: Upload[bytes]) -> Kind:
    """The old container of Hangul 5 and of Office before 2007, which may hide macros."""
    if HWP_STREAM in upload.read() and not _is_office(upload):
        return HWP
    raise RuleBroken(
        _("This is a file of an old Office. Save it as .xlsx, .docx or .pptx and send that.")
    )


def _is_office(upload: Upload[bytes]) -> bool:
    upload.seek(0)
    content = upload.read()
    return any(stream.encode("utf-16-le") in content for stream in ("Workbook", "WordDocument"))


def _by_magic(head: bytes) -> Kind | None:
    try:
        likely = puremagic.magic_string(head)
    except puremagic.PureError:
        return None
    types = [match.mime_type for match in likely if head.startswith(match.byte_match or b"?")]
    return next((kind for kind in BY_MAGIC if kind.content_type in types), None)


def _text(upload: Upload[bytes], name: str) -> Kind:
    upload.seek(0)
    text = texts.decode(upload.read())
    if texts.is_markup(text):
        texts.refuse_active(text)
        return SVG
    return CSV if name.lower().endswith(CSV.suffixes) else TEXT
