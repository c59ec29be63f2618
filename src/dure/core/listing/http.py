from __future__ import annotations

from django.http import FileResponse

from .lists import Listed
from .workbooks import write

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(listed: Listed) -> FileResponse:
    """The list as an Excel file to be saved, never to be shown in the browser or kept by it."""
    response = FileResponse(
        write(listed),
        as_attachment=True,
        filename=f"{listed.listing.title}.xlsx",
        content_type=EXCEL,
    )
    response["Cache-Control"] = "private, no-store"
    return response
