"""A file as the answer to a request. Whoever calls this has decided that it may be seen."""

from __future__ import annotations

from django.http import FileResponse

from .kinds import JPEG, PNG, SVG, WEBP
from .models import File

SHOWN_IN_PLACE = {kind.content_type for kind in (PNG, JPEG, WEBP, SVG)}
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def respond(file: File, *, inline: bool = False) -> FileResponse:
    """The content, as a download; with ``inline`` a picture is shown in place instead."""
    shown = inline and file.content_type in SHOWN_IN_PLACE
    response = FileResponse(
        file.path.open("rb"),
        as_attachment=not shown,
        filename=file.name,
        content_type=file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-cache"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
